// The microphone's sound, as a page's audio thread gets it: passed on in pieces of 20 ms.

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, made: unknown): void;

const PIECE = 960;

class Capture extends AudioWorkletProcessor {
  private piece = new Float32Array(PIECE);
  private filled = 0;

  process([input]: Float32Array[][]): boolean {
    const samples = input?.[0];
    // Between being plugged in and heard there is nothing yet.
    if (samples === undefined) return true;
    for (let from = 0; from < samples.length; ) {
      const part = samples.subarray(from, from + PIECE - this.filled);
      this.piece.set(part, this.filled);
      this.filled += part.length;
      from += part.length;
      if (this.filled === PIECE) {
        this.port.postMessage(this.piece, [this.piece.buffer]);
        this.piece = new Float32Array(PIECE);
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor('capture', Capture);
