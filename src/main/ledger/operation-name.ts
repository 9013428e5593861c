/** Under which names vendors' operations keep what the vendor calls the work, the most telling first. */
const names = ['id', 'requestId', 'request_id', 'taskId', 'task_id', 'jobId', 'name'];

/** What the vendor calls the work, out of whatever its operation holds; null where that is no plain name. */
export function operationName(operation: Readonly<Record<string, unknown>> | null): string | null {
  const found = names.map((name) => operation?.[name]).find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : null;
}
