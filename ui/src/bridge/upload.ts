// A file on its way to the desk over HTTP. `fetch` does not tell how much has left, so this is the older way.

import type { Sending } from './bridge';
import { CallFailed, failureFrom, NotSeated, unreachable } from './failed';

/** Sends a file as the body, and reads the answer. */
export function upload<T>(path: string, fields: Record<string, string>, file: Blob, sending: Sending): Promise<T> {
  const { signal, sent } = sending;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    request.upload.onprogress = ({ loaded, total }) => sent(total > 0 ? loaded / total : 1);
    request.upload.onload = () => sent(1);
    request.onload = () => {
      const value = parsed(request.responseText);
      if (request.status === 401) reject(new NotSeated());
      else if (request.status >= 200 && request.status < 300) resolve(value as T);
      else reject(new CallFailed(failureFrom(value, `HTTP ${request.status}`)));
    };
    request.onerror = () => {
      // A file that changed or went away breaks the sending, too.
      isReadable(file).then((is) => reject(is ? unreachable('the file did not arrive') : unreadable()));
    };
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', stop);
    signal.addEventListener('abort', stop);
    request.open('POST', `${path}?${new URLSearchParams(fields)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isReadable(file: Blob): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}

/** The file is not there any more, or is another one by now. */
export function unreadable(): CallFailed {
  const message = 'the file can no longer be read';
  return new CallFailed({
    kind: 'invalid',
    code: 'file.unreadable',
    params: {},
    message,
    advice: 'choose it again',
    reference: null,
    faults: [],
  });
}
