// What the window in the field is asked on the page that names its centre.

import { command } from './command';
import type { Failure } from './wire/Failure';

/** With what that page begins. */
export type CentreCard = {
  /** The address that was named at the start, or the last one. */
  address: string;
  /** Why the field page did not open by itself. */
  failure: Failure | null;
};

export function centre(): Promise<CentreCard> {
  return command<CentreCard>('centre', {});
}

/** The fingerprint of the certificate that a centre shows, for a person to compare. */
export function lookAtCentre(address: string): Promise<string> {
  return command<string>('look_at_centre', { address });
}

/** The fingerprint of a certificate in a file that a person chooses; null where he chooses none. */
export function chooseAuthority(title: string): Promise<string | null> {
  return command<string | null>('choose_authority', { title });
}

/** Goes to the centre's field page, once the authority with that fingerprint has proven itself. */
export function goToCentre(address: string, fingerprint: string): Promise<void> {
  return command<void>('go_to_centre', { address, fingerprint });
}
