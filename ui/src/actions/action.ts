// One thing a user can do. Palette, menus, key sheet and keyboard all read these, and nothing else.

export type ActionGroup = 'go' | 'map' | 'edit' | 'order' | 'page';
export type Menu = 'rail' | 'levels' | 'map' | 'tools' | 'panel' | 'bar';

export type DeskAction = {
  /** Also the key of its words: `action.<id>`. */
  id: string;
  group: ActionGroup;
  /** As tinykeys writes them. */
  keys: readonly string[];
  /** Where it can be found without a key. */
  menus: readonly Menu[];
  /** Fires while one types in a field, too. */
  whileTyping?: boolean;
  /** Fires while something lies over the desk, too: who looks at cameras is still called. */
  overOverlays?: boolean;
  /** Whether it would do something now; always, when not said. */
  can?: () => boolean;
  run: () => void;
  /** What a key that is held does when it is let go. */
  release?: () => void;
};
