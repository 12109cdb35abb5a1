// The drawing of my grid: closer and farther by large buttons, moved by a finger.

import { type ReactNode, useRef, useState } from 'react';
import type { MyGround } from '../bridge/wire/MyGround';
import type { MyPlace } from '../bridge/wire/MyPlace';
import { degreesOf } from '../shared/lattice';
import { middleOf, onPaper, pathOf } from './ground';
import type { Here } from './here';
import { Icon } from './Icon';
import { clearOf, type Named } from './names';
import { say } from './words';

/** What is shown around my grid, as a share of its longer side. */
const AROUND = 0.12;
const CLOSEST = 16;
/** The rank of the names of grids: checkpoints come before them, venues after. */
const OF_GRIDS = 2;
/** The flattest and the highest that the map is, as its height in its width. */
const SHAPES = { least: 0.7, most: 1.15 };
/** From here on places have names. */
const NAMES_FROM = 3;

type Props = {
  ground: MyGround;
  name: string;
  me: Here | null;
  /** The place that was chosen from the list. */
  shown: string | null;
  onShow: (id: string | null) => void;
};

export function GroundMap({ ground, name, me, shown, onShow }: Props): ReactNode {
  const shape = Math.min(SHAPES.most, Math.max(SHAPES.least, ground.height / ground.width));
  // So wide that all of it is seen in that shape.
  const longer = Math.max(ground.width, ground.height / shape);
  const [scale, setScale] = useState(1);
  const [moved, setMoved] = useState<[number, number]>([0, 0]);
  const held = useRef<{ x: number; y: number; from: [number, number] } | null>(null);
  const box = useRef<SVGSVGElement>(null);
  const chosen = ground.places.find(({ id }) => id === shown);
  const at = me === null ? null : onPaper(ground, me.longitude, me.latitude);
  const isOut = at !== null && !isNear(at, ground, longer * AROUND);
  const side = (longer * (1 + 2 * AROUND)) / scale;
  const centre: [number, number] = chosen
    ? onPaper(ground, ...degreesOf(chosen.place))
    : [ground.width / 2 + moved[0], ground.height / 2 + moved[1]];
  const unit = side / 100;
  const isNamed = (place: MyPlace): boolean => scale >= NAMES_FROM || place === chosen || place.checkpoint !== null;
  const names: Named[] = [
    ...ground.places.filter(isNamed).map((place) => {
      const [x, y] = onPaper(ground, ...degreesOf(place.place));
      const rank = place === chosen ? 0 : place.checkpoint ? 1 : OF_GRIDS + 1;
      return { key: `${place.kind} ${place.id}`, text: place.name, x, y: y - unit * 2.6, rank };
    }),
    ...ground.below.map(({ path, rings }) => {
      const [x, y] = middleOf(rings);
      const text = ground.grids.find((grid) => grid.path === path)?.name ?? '';
      return { key: path, text, x, y, rank: OF_GRIDS };
    }),
  ];
  const move = (event: React.PointerEvent): void => {
    const width = box.current?.clientWidth ?? 0;
    if (held.current === null || width === 0) return;
    const { x, y, from } = held.current;
    const perPixel = side / width;
    setMoved([from[0] - (event.clientX - x) * perPixel, from[1] - (event.clientY - y) * perPixel]);
  };
  return (
    <figure className="ground-map" data-testid="ground-map">
      <svg
        ref={box}
        role="img"
        aria-label={say('ground.map', { name })}
        viewBox={`${centre[0] - side / 2} ${centre[1] - (side * shape) / 2} ${side} ${side * shape}`}
        style={{ aspectRatio: 1 / shape }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const from: [number, number] = [centre[0] - ground.width / 2, centre[1] - ground.height / 2];
          held.current = { x: event.clientX, y: event.clientY, from };
          setMoved(from);
          onShow(null);
        }}
        onPointerMove={move}
        onPointerUp={() => {
          held.current = null;
        }}
        onPointerCancel={() => {
          held.current = null;
        }}
      >
        <path className="around" d={pathOf(ground.around)} strokeWidth={unit * 0.3} />
        <path className="own" d={pathOf(ground.border)} strokeWidth={unit * 1.1} fillRule="evenodd" />
        {ground.below.map(({ path, rings }) => (
          <path key={path} className="below" d={pathOf(rings)} strokeWidth={unit * 0.35} />
        ))}
        {ground.places.map((place) => (
          <Mark
            key={`${place.kind} ${place.id}`}
            ground={ground}
            place={place}
            unit={unit}
            isChosen={place === chosen}
          />
        ))}
        {clearOf(names, unit * 3.8).map(({ key, text, x, y, rank }) => (
          <text key={key} className={rank < OF_GRIDS ? 'called' : 'name'} x={x} y={y} fontSize={unit * 3.8}>
            {text}
          </text>
        ))}
        {at !== null && !isOut && (
          <g className="me" data-testid="ground-me">
            <circle cx={at[0]} cy={at[1]} r={unit * 3.4} className="halo" />
            <circle cx={at[0]} cy={at[1]} r={unit * 1.7} />
          </g>
        )}
      </svg>
      <div className="zoom">
        <button
          type="button"
          aria-label={say('ground.closer')}
          disabled={scale >= CLOSEST}
          data-testid="ground-closer"
          onClick={() => setScale(scale * 2)}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          aria-label={say('ground.farther')}
          disabled={scale <= 1}
          onClick={() => {
            setScale(scale / 2);
            if (scale === 2) setMoved([0, 0]);
          }}
        >
          <Icon name="minus" />
        </button>
      </div>
      {isOut && (
        <figcaption className="late" role="status">
          {say('ground.here.out')}
        </figcaption>
      )}
    </figure>
  );
}

type MarkProps = { ground: MyGround; place: MyPlace; unit: number; isChosen: boolean };

/** A checkpoint is a square, open or crossed; a venue a dot. */
function Mark({ ground, place, unit, isChosen }: MarkProps): ReactNode {
  const [x, y] = onPaper(ground, ...degreesOf(place.place));
  const size = unit * (isChosen ? 2.2 : 1.5);
  if (!place.checkpoint)
    return <circle className={isChosen ? 'venue chosen' : 'venue'} cx={x} cy={y} r={size * 0.75} />;
  return (
    <rect
      className={`gate ${place.checkpoint.state} ${isChosen ? 'chosen' : ''}`}
      x={x - size}
      y={y - size}
      width={size * 2}
      height={size * 2}
      strokeWidth={unit * 0.6}
    />
  );
}

function isNear([x, y]: [number, number], { width, height }: MyGround, around: number): boolean {
  return x >= -around && y >= -around && x <= width + around && y <= height + around;
}
