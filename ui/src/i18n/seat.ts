import type { Seat } from '../bridge/wire/Seat';
import { t } from './words';

/** Who acted, as far as a seat tells: `督查员 · 浏览器席位`. */
export function seatWords({ role, door }: Seat): string {
  return `${t(`shell.role.${role}`)} · ${t(`shell.door.${door.way}`)}`;
}
