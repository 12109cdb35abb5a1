// The one file of colours, sizes and durations. Stylesheets read them as custom properties (`surface1` is
// `--surface1`), antd through `theme.ts`, the map through `map/style.ts`.

export type Tokens = typeof dark;
export type ThemeName = 'dark' | 'light';

const measures = {
  space1: '4px',
  space2: '8px',
  space3: '12px',
  space4: '16px',
  radius: '6px',
  radiusLarge: '10px',
  barHeight: '48px',
  railWidth: '56px',
  textSmall: '12px',
  textBody: '13px',
  textLarge: '15px',
  textFigure: '22px',
  wallScale: '1.75',
  quick: '120ms',
  calm: '180ms',
  family:
    '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif',
  familyFixed: '"JetBrains Mono", "Noto Sans Mono CJK SC", "DejaVu Sans Mono", ui-monospace, monospace',
};

const dark = {
  ...measures,
  // Four steps of blue-grey, from the ground up.
  surface0: '#0a111d',
  surface1: '#0e1726',
  surface2: '#141f31',
  surface3: '#1c293e',
  line: '#1d2a3f',
  lineStrong: '#31435f',
  text: '#e8eef7',
  textQuiet: '#9fb0c7',
  textFaint: '#8596ae',
  // One accent: selection and the primary action.
  accent: '#2dd4bf',
  accentSolid: '#0d7a6f',
  accentSolidHover: '#0b6c62',
  accentPale: '#0f3235',
  onAccent: '#f2fffd',
  // The status scale.
  done: '#34d399',
  accepted: '#10b285',
  underWay: '#5b9cff',
  delivered: '#35507c',
  waiting: '#fbbf24',
  overdue: '#fb7171',
  conflict: '#a78bfa',
  // Practice has a colour that nothing else has.
  drill: '#f472b6',
  onDrill: '#2a0618',
  overduePale: '#3d1a22',
  waitingPale: '#3a2e12',
  underWayPale: '#14294a',
  donePale: '#0f3129',
  shadow: '0 8px 28px rgba(3, 8, 16, 0.55)',
  veil: 'rgba(6, 11, 20, 0.62)',
  // The map.
  mapBeyond: '#0a101b',
  mapLand: '#121c2d',
  mapWater: '#173554',
  mapWaterEdge: '#234c74',
  mapWaterText: '#7fb2e0',
  mapGreen: '#13242a',
  mapField: '#131f2d',
  mapRoad: '#2f3f58',
  mapRoadMinor: '#1f2c40',
  mapRoadRing: '#42557a',
  mapRoadText: '#8093ae',
  mapBuilding: '#1f2d43',
  mapBuildingEdge: '#2b3c57',
  mapBorder1: '#bcd3f5',
  mapBorder2: '#86a5d3',
  mapBorder3: '#587299',
  mapBorder4: '#405675',
  mapBorder5: '#35475f',
  mapLabel: '#f1f6fd',
  mapLabelQuiet: '#b9c8dc',
  mapHalo: '#0a111d',
  mapHover: '#9fc3ff',
  mapFill: '#14a08f',
  mapTarget: '#1d6f72',
  mapRamp1: '#22406a',
  mapRamp2: '#2f5a93',
  mapRamp3: '#4279bb',
  mapRamp4: '#6a9fd8',
  mapRamp5: '#a3cbf2',
  heat1: '#4b3a78',
  heat2: '#a03f7c',
  heat3: '#e8683f',
  heat4: '#ffd166',
  // Grids whose heads are missing, from few to many.
  mapLack1: '#6b2a33',
  mapLack2: '#96363f',
  mapLack3: '#c94a50',
  mapLack4: '#fb7171',
  mapBlank: '#5b6b83',
  // How a grid differs between two schemes: added, gone, moved, reshaped, renamed, described.
  mapChange1: '#17795a',
  mapChange2: '#97343f',
  mapChange3: '#6450b4',
  mapChange4: '#8f6a14',
  mapChange5: '#2a5fb8',
  mapChange6: '#4a647f',
  symbolVenue: '#8ab4ff',
  symbolCare: '#c79bff',
  symbolGate: '#9fb8d8',
  symbolCheckpoint: '#ffd166',
  symbolClosed: '#fb7171',
  symbolShelter: '#5ce0a8',
  symbolUnit: '#ff9ecb',
  symbolAsset: '#5fd7e6',
};

const light: Tokens = {
  ...measures,
  surface0: '#e7ecf3',
  surface1: '#f8fafc',
  surface2: '#f0f4f9',
  surface3: '#e3e9f2',
  line: '#d8e0ea',
  lineStrong: '#b3c0d2',
  text: '#17222f',
  textQuiet: '#45556b',
  textFaint: '#58677c',
  accent: '#0a736b',
  accentSolid: '#0b7a70',
  accentSolidHover: '#096a62',
  accentPale: '#d3ebe9',
  onAccent: '#ffffff',
  done: '#0a7555',
  accepted: '#0e7457',
  underWay: '#225ddc',
  delivered: '#a3b9dc',
  waiting: '#a64d0a',
  overdue: '#c3291f',
  conflict: '#7c3aed',
  drill: '#be185d',
  onDrill: '#fff5fa',
  overduePale: '#f9e3e0',
  waitingPale: '#f8ecd4',
  underWayPale: '#dfe8f8',
  donePale: '#d9eee4',
  shadow: '0 8px 28px rgba(25, 40, 65, 0.18)',
  veil: 'rgba(20, 32, 50, 0.32)',
  mapBeyond: '#dce4ed',
  mapLand: '#f4f7fa',
  mapWater: '#c3dcef',
  mapWaterEdge: '#98c0e0',
  mapWaterText: '#1f5d93',
  mapGreen: '#e1ece1',
  mapField: '#ecf1eb',
  mapRoad: '#d3dce7',
  mapRoadMinor: '#e2e8ef',
  mapRoadRing: '#bac8d9',
  mapRoadText: '#5c6b81',
  mapBuilding: '#dbe2eb',
  mapBuildingEdge: '#c1ccda',
  mapBorder1: '#274a7d',
  mapBorder2: '#4a6fa5',
  mapBorder3: '#7d9ac4',
  mapBorder4: '#a5b9d6',
  mapBorder5: '#c0cee2',
  mapLabel: '#14202f',
  mapLabelQuiet: '#42526a',
  mapHalo: '#fbfcfe',
  mapHover: '#2563eb',
  mapFill: '#0fa394',
  mapTarget: '#8fd0c8',
  mapRamp1: '#cbdff4',
  mapRamp2: '#a3c6ea',
  mapRamp3: '#74a7db',
  mapRamp4: '#4683c4',
  mapRamp5: '#1f5a9a',
  heat1: '#fbd9b5',
  heat2: '#f5a067',
  heat3: '#dc4f3a',
  heat4: '#8f1232',
  mapLack1: '#f3b8b0',
  mapLack2: '#e58a80',
  mapLack3: '#d2574d',
  mapLack4: '#b3261c',
  mapBlank: '#9aa7b8',
  mapChange1: '#8ed7b4',
  mapChange2: '#f1a69d',
  mapChange3: '#c5b1f6',
  mapChange4: '#f0cb7c',
  mapChange5: '#a4c3f8',
  mapChange6: '#bccbda',
  symbolVenue: '#1d5fd1',
  symbolCare: '#7c3aed',
  symbolGate: '#4a6288',
  symbolCheckpoint: '#a86100',
  symbolClosed: '#d92d20',
  symbolShelter: '#0e8a5f',
  symbolUnit: '#a32f6f',
  symbolAsset: '#0b7a8a',
};

export const themes: Record<ThemeName, Tokens> = { dark, light };

/** Milliseconds; the same numbers as the stylesheets' durations. */
export const durations = { quick: 120, calm: 180, hop: 200, fly: 180, previewPause: 150 } as const;

/** From this width on a screen is a wall, read from three metres. */
const WALL = 3200;

/** How much larger than at a desk things are set here. */
export function wallScale(): number {
  return window.innerWidth >= WALL ? Number(measures.wallScale) : 1;
}

/** Puts a theme's tokens where the stylesheets find them. */
export function wear(name: ThemeName, element: HTMLElement = document.documentElement): void {
  element.dataset.theme = name;
  element.style.colorScheme = name;
  for (const [token, value] of Object.entries(themes[name])) {
    element.style.setProperty(`--${token}`, value);
  }
}

/** Whether the person asked the system for less motion. */
export function wantsStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
