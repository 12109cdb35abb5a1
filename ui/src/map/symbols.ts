// Symbols of venues, checkpoints, units and assets: a shape for each kind, readable at 16 px, in the theme's colours.

import type { PlaceNoun } from '../bridge/wire/PlaceNoun';
import { type ThemeName, type Tokens, themes } from '../shared/tokens';
import asset from './symbols/asset.svg?raw';
import care from './symbols/care.svg?raw';
import centre from './symbols/centre.svg?raw';
import checkpoint from './symbols/checkpoint.svg?raw';
import closed from './symbols/closed.svg?raw';
import fire from './symbols/fire.svg?raw';
import gate from './symbols/gate.svg?raw';
import hospital from './symbols/hospital.svg?raw';
import isolation from './symbols/isolation.svg?raw';
import market from './symbols/market.svg?raw';
import power from './symbols/power.svg?raw';
import produce from './symbols/produce.svg?raw';
import pump from './symbols/pump.svg?raw';
import school from './symbols/school.svg?raw';
import shelter from './symbols/shelter.svg?raw';
import station from './symbols/station.svg?raw';
import stock from './symbols/stock.svg?raw';
import unit from './symbols/unit.svg?raw';
import venue from './symbols/venue.svg?raw';
import well from './symbols/well.svg?raw';

type Symbol = { drawing: string; ink: (tokens: Tokens) => string };

const SYMBOLS = {
  market: { drawing: market, ink: (tokens) => tokens.symbolVenue },
  produce: { drawing: produce, ink: (tokens) => tokens.symbolVenue },
  station: { drawing: station, ink: (tokens) => tokens.symbolVenue },
  school: { drawing: school, ink: (tokens) => tokens.symbolVenue },
  hospital: { drawing: hospital, ink: (tokens) => tokens.symbolCare },
  care: { drawing: care, ink: (tokens) => tokens.symbolCare },
  isolation: { drawing: isolation, ink: (tokens) => tokens.symbolCare },
  gate: { drawing: gate, ink: (tokens) => tokens.symbolGate },
  shelter: { drawing: shelter, ink: (tokens) => tokens.symbolShelter },
  venue: { drawing: venue, ink: (tokens) => tokens.symbolVenue },
  checkpoint: { drawing: checkpoint, ink: (tokens) => tokens.symbolCheckpoint },
  closed: { drawing: closed, ink: (tokens) => tokens.symbolClosed },
  unit: { drawing: unit, ink: (tokens) => tokens.symbolUnit },
  pump: { drawing: pump, ink: (tokens) => tokens.symbolAsset },
  fire: { drawing: fire, ink: (tokens) => tokens.symbolAsset },
  well: { drawing: well, ink: (tokens) => tokens.symbolAsset },
  stock: { drawing: stock, ink: (tokens) => tokens.symbolAsset },
  power: { drawing: power, ink: (tokens) => tokens.symbolAsset },
  asset: { drawing: asset, ink: (tokens) => tokens.symbolAsset },
  centre: { drawing: centre, ink: (tokens) => tokens.accent },
} satisfies Record<string, Symbol>;

export type SymbolName = keyof typeof SYMBOLS;

/** Kinds are data; a word in them tells the shape. What no word tells gets the ring. */
const WORDS: [string, SymbolName][] = [
  ['隔离', 'isolation'],
  ['门岗', 'gate'],
  ['农贸', 'produce'],
  ['批发', 'produce'],
  ['超', 'market'],
  ['商', 'market'],
  ['学', 'school'],
  ['幼儿', 'school'],
  ['医', 'hospital'],
  ['诊', 'hospital'],
  ['站', 'station'],
  ['养老', 'care'],
  ['敬老', 'care'],
  ['避难', 'shelter'],
];

/** The same for assets. */
const ASSETS: [string, SymbolName][] = [
  ['消火', 'fire'],
  ['消防', 'fire'],
  ['泵', 'pump'],
  ['排水', 'pump'],
  ['井', 'well'],
  ['电', 'power'],
  ['库', 'stock'],
  ['物资', 'stock'],
  ['沙袋', 'stock'],
];

export function symbolOf(noun: PlaceNoun, kind: string, state: string): SymbolName {
  const told = (words: [string, SymbolName][]): SymbolName | undefined =>
    words.find(([word]) => kind.includes(word))?.[1];
  switch (noun) {
    case 'checkpoint':
      return state === 'closed' || state.includes('关') ? 'closed' : 'checkpoint';
    case 'unit':
      return 'unit';
    case 'asset':
      return told(ASSETS) ?? 'asset';
    case 'venue':
      return told(WORDS) ?? 'venue';
  }
}

/** A symbol as an image's address. */
export function symbolAddress(name: SymbolName, theme: ThemeName): string {
  const symbol: Symbol = SYMBOLS[name];
  const tokens = themes[theme];
  const drawing = symbol.drawing.replaceAll('currentColor', symbol.ink(tokens)).replaceAll('Canvas', tokens.mapHalo);
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}

/** All symbols as pixels, `ratio` of them to one of the page's. */
export async function drawSymbols(theme: ThemeName, ratio: number): Promise<[SymbolName, ImageData][]> {
  const names = Object.keys(SYMBOLS) as SymbolName[];
  return Promise.all(names.map(async (name) => [name, await draw(symbolAddress(name, theme), ratio)] as const)).then(
    (drawn) => drawn.map(([name, data]): [SymbolName, ImageData] => [name, data]),
  );
}

async function draw(address: string, ratio: number): Promise<ImageData> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const size = Math.round(20 * ratio);
  const context = paper(size);
  context.drawImage(image, 0, 0, size, size);
  return context.getImageData(0, 0, size, size);
}

/** Slanted lines `gap` pixels apart: for the grids that stay silent, and for those without a figure. */
export function drawHatch(colour: string, ratio: number, gap = 8): ImageData {
  const size = Math.round(gap * ratio);
  const context = paper(size);
  context.strokeStyle = colour;
  context.lineWidth = 1.3 * ratio;
  context.beginPath();
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - 2, size + 2);
    context.lineTo(shift + size + 2, -2);
  }
  context.stroke();
  return context.getImageData(0, 0, size, size);
}

function paper(size: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  return context;
}
