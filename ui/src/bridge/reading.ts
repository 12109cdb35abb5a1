import type { Reading } from './bridge';
import type { FileKind } from './wire/FileKind';

/** What is said about a file, as both hosts take it. */
export function readingFields(
  { name, kind, manner }: Reading<FileKind | null>,
  commandId?: string,
): Record<string, string> {
  return {
    file: name,
    manner: JSON.stringify(manner),
    ...(commandId && { command_id: commandId }),
    ...(kind && { kind }),
  };
}
