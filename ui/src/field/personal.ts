// Numbers that say who somebody is: a report is about a place, and needs none.

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** Whether some words hold an ID number or a mobile number. */
export function isPersonal(words: string): boolean {
  // As people write them: in groups, and from a Chinese keyboard.
  const plain = words.normalize('NFKC').replace(/(?<=\d)[\s-](?=[\dXx])/g, '');
  const ids = plain.match(/(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g) ?? [];
  return ids.some(isIdNumber) || /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/.test(plain);
}

/** By its last sign, as GB 11643 makes it. */
function isIdNumber(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return CHECKS[sum % 11] === number.at(-1)?.toUpperCase();
}
