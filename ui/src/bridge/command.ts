// A command of the window, and its failure as any other.

import { invoke } from '@tauri-apps/api/core';
import { CallFailed, failureFrom } from './failed';

export async function command<T>(name: string, fields: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(name, fields);
  } catch (cause) {
    throw new CallFailed(failureFrom(cause, String(cause)));
  }
}
