// Numbers as people type them into an answer.

/** Twelve figures before the point and three behind it, as the desk takes them; full-width ones, too. */
const DECIMAL = /^[+-]?(?=\.?\d)\d{0,12}(\.\d{0,3})?$/;

export function isDecimal(text: string): boolean {
  const plain = text
    .trim()
    .replace(/[０-９]/g, (figure) => String.fromCharCode(figure.charCodeAt(0) - 0xfee0))
    .replace(/[．。]/g, '.')
    .replace(/[－−]/g, '-');
  return DECIMAL.test(plain);
}
