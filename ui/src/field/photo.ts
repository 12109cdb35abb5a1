// Photos, made small before they leave: a phone's camera takes ten times what a screen shows, over a phone's network.

/** The longest side of a photo that is sent, in pixels. */
export const LONGEST_SIDE = 1600;
/** The most photos of an answer, as the desk has it. */
export const MOST_PHOTOS = 6;
const QUALITY = 0.8;

/** The photo as it is sent: upright, shrunk, and without what the camera wrote into it. As it is where the browser
 * cannot read it: then the desk says what it thinks of it. */
export async function shrunk(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const { width, height } = fitting(picture.width, picture.height);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const pen = canvas.getContext('2d');
    if (!pen) return file;
    // What can be seen through shows paper, as it would once it is printed.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, width, height);
    pen.drawImage(picture, 0, 0, width, height);
    picture.close();
    return await new Promise((resolve) => canvas.toBlob((made) => resolve(made ?? file), 'image/jpeg', QUALITY));
  } catch {
    return file;
  }
}

/** Width and height within the longest side. */
export function fitting(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
