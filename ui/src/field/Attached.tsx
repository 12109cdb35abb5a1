// What stands beside words, on a phone: pictures across the screen, voice notes to be played, the rest by name; places
// open in the phone's own map.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AttachedFile } from '../bridge/wire/AttachedFile';
import type { Attachment } from '../bridge/wire/Attachment';
import type { Position } from '../bridge/wire/Position';
import type { Sketch } from '../bridge/wire/Sketch';
import { STEPS } from '../shared/lattice';
import { addressOf, type Form, fetched, isPicture, isVoice } from './files';
import { Icon } from './Icon';
import { say } from './words';

type Props = { attachments: readonly Attachment[]; form?: Form };

export function Attached({ attachments, form = 'whole' }: Props): ReactNode {
  const [viewed, setViewed] = useState<AttachedFile | null>(null);
  if (attachments.length === 0) return null;
  return (
    <section className={`attached ${form}`} data-testid="attached">
      {attachments.map((one) =>
        one.is === 'sketch' ? (
          <Place key={JSON.stringify(one.sketch)} sketch={one.sketch} />
        ) : isPicture(one.file) ? (
          <button
            key={one.file.hash}
            type="button"
            className="picture"
            aria-label={say('attached.open', { name: one.file.name })}
            data-testid="attached-picture"
            onClick={() => setViewed(one.file)}
          >
            <Picture file={one.file} form={form} />
          </button>
        ) : isVoice(one.file) ? (
          <Voice key={one.file.hash} file={one.file} />
        ) : (
          <a key={one.file.hash} className="file" href={addressOf(one.file)} download={one.file.name}>
            <Icon name="file" size={20} />
            {one.file.name}
          </a>
        ),
      )}
      {viewed && <View file={viewed} onClose={() => setViewed(null)} />}
    </section>
  );
}

/** The address of a file's bytes in this page; undefined as long as they are not there, null where they are not to be had. */
function useBytes(file: AttachedFile, form: Form): string | null | undefined {
  const [address, setAddress] = useState<string | null>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash names the bytes
  useEffect(() => {
    let made: string | null = null;
    let isOver = false;
    void fetched(file, form).then((bytes) => {
      if (isOver) return;
      made = bytes ? URL.createObjectURL(bytes) : null;
      setAddress(made);
    });
    return () => {
      isOver = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [file.hash, form]);
  return address;
}

function Picture({ file, form }: { file: AttachedFile; form: Form }): ReactNode {
  const address = useBytes(file, form);
  if (address === null) return <span className="quiet">{say('attached.missing')}</span>;
  const image = address !== undefined && <img src={address} alt={file.name} />;
  if (form === 'small') return <span className="square">{image}</span>;
  const [width, height] = file.pixels ?? [4, 3];
  return (
    <span className="frame" style={{ aspectRatio: `${width} / ${height}` }}>
      {image}
    </span>
  );
}

function Voice({ file }: { file: AttachedFile }): ReactNode {
  const address = useBytes(file, 'whole');
  if (address === null) return <span className="quiet">{say('attached.missing')}</span>;
  // biome-ignore lint/a11y/useMediaCaption: nobody writes down what was said
  return <audio controls src={address} aria-label={file.name} data-testid="attached-voice" />;
}

/** One picture over the page; a tap anywhere, or the phone's back key, closes it. */
function View({ file, onClose }: { file: AttachedFile; onClose: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="viewer" aria-label={file.name} data-testid="viewer" onClose={onClose}>
      <button type="button" aria-label={say('attached.close')} onClick={() => dialog.current?.close()}>
        <Picture file={file} form="whole" />
      </button>
    </dialog>
  );
}

/** A place: its name, and a link that the phone's own map opens. */
function Place({ sketch }: { sketch: Sketch }): ReactNode {
  const [longitude, latitude] = middleOf(sketch);
  const at = `${latitude.toFixed(5)},${longitude.toFixed(5)}`;
  const { shape } = sketch;
  return (
    <a className="file" href={`geo:${at}?q=${at}`} data-testid="attached-place">
      <Icon name="place" size={20} />
      <span>
        {sketch.name || say(`attached.${shape.shape}`)}
        <span className="quiet">
          {shape.shape === 'circle' && ` ${say('attached.metres', { metres: shape.metres })}`} {at}
        </span>
      </span>
    </a>
  );
}

/** The middle of what is drawn, in degrees; longitude first. */
function middleOf({ shape }: Sketch): [number, number] {
  const corners: Position[] =
    shape.shape === 'point' ? [shape.at] : shape.shape === 'circle' ? [shape.centre] : shape.line;
  const middle = (of: (at: Position) => number): number => {
    const all = corners.map(of);
    return (Math.min(...all) + Math.max(...all)) / 2 / STEPS;
  };
  return [middle(([x]) => x), middle(([, y]) => y)];
}
