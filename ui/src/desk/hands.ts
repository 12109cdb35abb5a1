// What keys reach into the panel that is open: it lays its hands here while it is mounted.

import type { CallOutcome } from '../bridge/wire/CallOutcome';
import type { IncidentDeed } from '../bridge/wire/IncidentDeed';
import type { Mark } from '../bridge/wire/Mark';
import type { PaperKind } from '../bridge/wire/PaperKind';

/** What somebody who was called said, or that nobody answered. */
export type Said = Exclude<CallOutcome, 'answered'> | 'accepted' | Extract<Mark['mark'], 'refused' | 'done'>;

export type Hands = {
  /** Sends the order that is being composed, or brings the file in that is shown. */
  send?: () => void;
  /** Keeps the call that is being written down, and makes its instruction an order. */
  order?: () => void;
  /** Shows to whom the call may be handed over. */
  pass?: () => void;
  /** Calls whoever heads the grid that is shown, or the post that calls. */
  ring?: () => void;
  /** Opens the templates, the rest of the choices, or shows less again, of the order that is being composed. */
  templates?: () => void;
  more?: () => void;
  /** Lets files be chosen. */
  pick?: () => void;
  /** Attaches files that were dropped or pasted to what is being written. */
  attach?: (files: readonly File[]) => void;
  /** Lets files be chosen that are to be attached. */
  enclose?: () => void;
  /** Moves the chosen row of the board. */
  step?: (by: 1 | -1) => void;
  /** Opens or closes the chosen row; says whether there was one. */
  open?: () => boolean;
  /** Shows venues of the next kind. */
  kind?: () => void;
  /** Puts the rows without a figure or a head first, and back. */
  missing?: () => void;
  /** Copies the table that is shown. */
  copy?: () => void;
  /** Keeps the table that is shown as a file. */
  save?: () => void;
  /** Takes the draft in hand whose page is open. */
  edit?: () => void;
  /** The line that is being drawn on the map; each says whether there was one. */
  stroke?: { back(): boolean; finish(): boolean; drop(): boolean };
  /** Takes back what was changed by hand last in the place that is shown, or brings it again. */
  turn?: Partial<Record<'undo' | 'redo', () => void>>;
  /** Closes the form that is open in the panel. */
  fold?: () => void;
  /** Stops what is under way in the page over the page. */
  stop?: () => void;
  /** Logs what the chosen person said on the phone or at the door. */
  log?: (said: Said) => void;
  /** Shows whom to call, or the board again. */
  calls?: () => void;
  /** Logs visits instead of phone calls, and back. */
  means?: () => void;
  /** Prints a paper about the order that is shown. */
  paper?: (kind: PaperKind) => void;
  /** What is done in the group that is shown. */
  talk?: Record<'write' | 'search' | 'unread' | 'reply' | 'pin' | 'withdraw', () => void>;
  /** Says that one knows of the chosen alarm, or leaves it at that. */
  alarm?: (does: 'acknowledge' | 'close') => void;
  /** Goes on with the incident that is shown: by the deed, or by where it stands among those that may be done now. */
  incident?: { does(deed: IncidentDeed): void; nth(at: number): void };
  /** Opens the form in which one whistles for others. */
  whistle?: () => void;
  /** Begins a look at who told of the incident that is shown. */
  look?: () => void;
  /** Ends the order that is shown. */
  end?: (wish: 'close' | 'withdraw') => void;
};

const laid: Hands[] = [];

/** Offers hands until the returned function is called. */
export function offerHands(hands: Hands): () => void {
  laid.push(hands);
  return () => {
    const at = laid.indexOf(hands);
    if (at >= 0) laid.splice(at, 1);
  };
}

/** The hand that was offered last, if any. */
export function hand<Name extends keyof Hands>(name: Name): Hands[Name] {
  for (let at = laid.length - 1; at >= 0; at -= 1) {
    const found = laid[at]?.[name];
    if (found) return found;
  }
  return undefined;
}
