/** A field of a CSV file. Numbers are written as they are; an empty field for null. */
export type CsvField = string | number | null;

/**
 * Rows as CSV (RFC 4180) with a byte order mark, by which Excel knows UTF-8. The first row has the names of the columns.
 * What is text stays text, whatever it begins with; what is to be counted with is given as a number.
 */
export const csvText = (rows: readonly (readonly CsvField[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')}`;

const written = (field: CsvField): string => (typeof field === 'number' ? String(field) : quoted(field ?? ''));

/** Titles come from anywhere: one that begins like a formula must stay text. https://owasp.org/www-community/attacks/CSV_Injection */
function quoted(value: string): string {
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
