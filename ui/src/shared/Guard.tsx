// What fails while it is drawn takes nothing else with it.

import { Component, type ReactNode } from 'react';

type Props = {
  children: ReactNode;
  /** What stands there then; `again` tries once more. */
  instead: (cause: unknown, again: () => void) => ReactNode;
};

type State = { failed: { cause: unknown } | null };

export class Guard extends Component<Props, State> {
  override state: State = { failed: null };

  static getDerivedStateFromError(cause: unknown): State {
    return { failed: { cause } };
  }

  /** It is no less a fault for being caught. */
  override componentDidCatch(cause: unknown): void {
    reportError(cause);
  }

  override render(): ReactNode {
    const { failed } = this.state;
    return failed ? this.props.instead(failed.cause, () => this.setState({ failed: null })) : this.props.children;
  }
}
