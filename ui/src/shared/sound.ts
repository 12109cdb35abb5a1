// Tones that the page makes itself. Browsers allow sound only after the first touch or key; whoever needs a sound is told
// whether it could be heard.

/** One tone: how high, in hertz; when and for how long, in seconds. */
export type Tone = { pitch: number; start: number; length: number };

/** A device that plays moves its clock; after this long in milliseconds one knows. */
const PROOF = 250;

let context: AudioContext | null = null;
let isBroken = false;

/** Whether a sound would be heard now. */
export function canSound(): boolean {
  return context?.state === 'running' && !isBroken;
}

/** Asks for sound; works when called from a touch or a key. Calls back once it is known. */
export function allowSound(then: () => void): void {
  try {
    if (isBroken) void context?.close().catch(() => {});
    if (isBroken || context === null) context = new AudioContext();
    isBroken = false;
    context.onstatechange = then;
    // A device that was pulled out, or that never was.
    context.addEventListener('error', () => {
      isBroken = true;
      then();
    });
    void context.resume().then(then, then);
  } catch {
    then();
  }
}

/** Plays tones one after the other; says whether they were heard. */
export async function play(tones: readonly Tone[], volume: number): Promise<boolean> {
  const to = context;
  if (to === null || !canSound()) return false;
  const began = to.currentTime;
  for (const tone of tones) sound(to, tone, began + tone.start, volume);
  await new Promise((resolve) => setTimeout(resolve, PROOF));
  return canSound() && to.currentTime > began;
}

function sound(to: AudioContext, { pitch, length }: Tone, start: number, volume: number): void {
  const voice = new OscillatorNode(to, { type: 'triangle', frequency: pitch });
  const gain = new GainNode(to, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(volume, start + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.001, start + length);
  voice.connect(gain).connect(to.destination);
  voice.start(start);
  voice.stop(start + length);
}
