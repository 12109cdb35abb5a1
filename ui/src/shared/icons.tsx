// Line icons, 20 px, in the colour of the text.

import type { ReactNode } from 'react';

const DRAWINGS = {
  situation: (
    <>
      <path d="m3 5.5 4.7-2 4.6 2 4.7-2v11l-4.7 2-4.6-2-4.7 2z" />
      <path d="M7.7 3.5v11M12.3 5.5v11" />
    </>
  ),
  scheme: (
    <>
      <path d="m10 3 7 3.5-7 3.5-7-3.5z" />
      <path d="m3 10 7 3.5 7-3.5M3 13.5 10 17l7-3.5" />
    </>
  ),
  report: (
    <>
      <path d="M10 3 18 16.500H2z" />
      <path d="M10 8v4M10 14.200v.1" />
    </>
  ),
  eye: (
    <>
      <rect x="2.500" y="6" width="10.500" height="8" rx="1.500" />
      <path d="m13 9 4.500-2.500v7L13 11" />
    </>
  ),
  picture: (
    <>
      <rect x="3" y="4" width="14" height="12" rx="1.5" />
      <path d="m4 14 4-4.500 3 3 2-2 3.500 4" />
    </>
  ),
  mic: (
    <>
      <rect x="7.500" y="3" width="5" height="8.500" rx="2.500" />
      <path d="M5 10a5 5 0 0 0 10 0M10 15v2.500" />
    </>
  ),
  dispatch: <path d="M17 3 3 9l5.5 2.3L11 17z M17 3l-8.5 8.3" />,
  basemap: (
    <>
      <path d="M3 16.5h14M3.5 13.5 8 8l3 3.5 2-2.3 3.5 4.3" />
      <circle cx="13.4" cy="5" r="1.6" />
    </>
  ),
  incidents: (
    <>
      <rect x="3" y="3" width="3.600" height="14" rx="1" />
      <rect x="8.200" y="3" width="3.600" height="9" rx="1" />
      <rect x="13.400" y="3" width="3.600" height="5.500" rx="1" />
    </>
  ),
  review: (
    <>
      <path d="M3 3v14h14" />
      <path d="M6.500 14v-4M10 14V6.500M13.500 14V9" />
    </>
  ),
  fivemaps: (
    <>
      <rect x="3" y="3" width="14" height="14" rx="1.5" />
      <path d="M10 3v14M3 10h7M10 7.7h7M10 12.3h7" />
    </>
  ),
  print: (
    <>
      <path d="M6 7.5V3h8v4.5M6 14H3.5V8.5a1 1 0 0 1 1-1h11a1 1 0 0 1 1 1V14H14" />
      <path d="M6 11.5h8V17H6z" />
    </>
  ),
  groups: (
    <>
      <path d="M3.5 4h9a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H7l-3 2.6V11h-.5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z" />
      <path d="M16 7.5h.5a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H16V17l-3-2.5H9.5" />
    </>
  ),
  robot: (
    <>
      <path d="M4.5 8.5h11v7h-11zM10 8.5V5.2M8 12h.01M12 12h.01M2.5 11v2M17.5 11v2" />
      <circle cx="10" cy="4.2" r="1" />
    </>
  ),
  pin: <path d="M7 3h6l-.8 5 2.3 2.5v1.3h-9v-1.3L7.8 8zM10 11.8V17" />,
  lock: (
    <>
      <rect x="4.5" y="9" width="11" height="8" rx="1.5" />
      <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
    </>
  ),
  keys: (
    <>
      <rect x="2.5" y="5" width="15" height="10" rx="2" />
      <path d="M5.5 8.2h.1M8.5 8.2h.1M11.5 8.2h.1M14.5 8.2h.1M6.5 11.8h7" />
    </>
  ),
  search: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="m13.2 13.2 3.8 3.8" />
    </>
  ),
  alarm: (
    <>
      <path d="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.3 1.5H3.7z" />
      <path d="M8.3 15a1.8 1.8 0 0 0 3.4 0" />
    </>
  ),
  quiet: (
    <>
      <path d="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.3 1.5H3.7z" />
      <path d="M8.3 15a1.8 1.8 0 0 0 3.4 0M3.5 3.5l13 13" />
    </>
  ),
  phone: (
    <path d="M5 3h2.8l1.2 3.6-1.7 1.2a9 9 0 0 0 4.9 4.9l1.2-1.7L17 12.2V15a2 2 0 0 1-2.2 2A12.6 12.6 0 0 1 3 5.2 2 2 0 0 1 5 3z" />
  ),
  device: (
    <>
      <rect x="6" y="2.5" width="8" height="15" rx="1.8" />
      <path d="M9.3 14.8h1.4" />
    </>
  ),
  down: <path d="m5.5 8 4.5 4.5L14.5 8" />,
  right: <path d="m8 5.5 4.5 4.5L8 14.5" />,
  close: <path d="m5.5 5.5 9 9M14.5 5.5l-9 9" />,
  home: <path d="M3.5 9 10 3.5 16.5 9M5.5 8v8.5h9V8" />,
  place: (
    <>
      <path d="M10 17.5s5.5-5 5.5-9a5.5 5.5 0 0 0-11 0c0 4 5.5 9 5.5 9z" />
      <circle cx="10" cy="8.5" r="1.9" />
    </>
  ),
  paper: (
    <>
      <path d="M5 2.5h6.5L15.5 6.5v11H5z" />
      <path d="M11.5 2.5v4h4M7.5 10.5h5M7.5 13.5h5" />
    </>
  ),
  plus: <path d="M10 4.5v11M4.5 10h11" />,
  minus: <path d="M4.5 10h11" />,
  north: (
    <>
      <path d="M10 2.5 14.5 16 10 13.2 5.5 16z" />
    </>
  ),
  sun: (
    <>
      <circle cx="10" cy="10" r="3.4" />
      <path d="M10 2.6v1.8M10 15.6v1.8M2.6 10h1.8M15.6 10h1.8M4.8 4.8l1.2 1.2M14 14l1.2 1.2M15.2 4.8 14 6M6 14l-1.2 1.2" />
    </>
  ),
  moon: <path d="M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z" />,
  language: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M3 10h14M10 3c4.5 4.5 4.5 9.5 0 14M10 3c-4.5 4.5-4.5 9.5 0 14" />
    </>
  ),
  import: (
    <>
      <path d="M10 3v9M6.5 8.8 10 12.3l3.5-3.5" />
      <path d="M3.5 12.5v3a1.5 1.5 0 0 0 1.5 1.5h10a1.5 1.5 0 0 0 1.5-1.5v-3" />
    </>
  ),
  check: (
    <>
      <circle cx="8.6" cy="8.6" r="5.6" />
      <path d="m12.8 12.8 4.2 4.2M6.2 8.7l1.8 1.8 3.1-3.5" />
    </>
  ),
  pointer: <path d="m5 3.5 9.5 6-4.3 1.2-2.3 4.1z" />,
  corners: (
    <>
      <path d="M5 6 14.5 4.5 15.5 14 6 15.5z" />
      <path d="M3.5 4.5h3v3h-3zM13 3h3v3h-3zM14 12.5h3v3h-3zM4.5 14h3v3h-3z" fill="currentColor" stroke="none" />
    </>
  ),
  border: (
    <>
      <path d="M3.5 10V3.5h13V10" />
      <path d="M3.5 10c2.5 0 2 5 6 5s4.5-5 7-5" strokeDasharray="2.4 2.4" />
    </>
  ),
  split: (
    <>
      <rect x="3.5" y="3.5" width="13" height="13" rx="1.5" />
      <path d="m7 16.5 6-13" strokeDasharray="2.4 2.2" />
    </>
  ),
  merge: (
    <>
      <path d="M10 3.5H4a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h6M10 3.5h6a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-6" />
      <path d="M5.5 10H8M14.5 10H12M7 8.3 8.7 10 7 11.7M13 8.3 11.3 10l1.7 1.7" />
    </>
  ),
  draw: (
    <>
      <path d="m4 13.5 2.5-8 7-1.5" />
      <path d="M11 16H4.5" strokeDasharray="2.2 2.2" />
      <path d="M14.5 11.5v6M11.5 14.5h6" />
    </>
  ),
  remove: <path d="M4 5.5h12M8 5.5V3.8h4v1.7M5.5 5.5l.8 11h7.4l.8-11M8.5 8.5v5M11.5 8.5v5" />,
  parent: (
    <>
      <rect x="7" y="2.8" width="6" height="4.4" rx="1" />
      <rect x="2.8" y="12.8" width="5.4" height="4.4" rx="1" />
      <rect x="11.8" y="12.8" width="5.4" height="4.4" rx="1" />
      <path d="M10 7.2V10M5.5 12.8V10h9v2.8" />
    </>
  ),
  describe: (
    <>
      <rect x="3.5" y="3" width="13" height="14" rx="1.5" />
      <path d="M6.5 7h7M6.5 10h7M6.5 13h4" />
    </>
  ),
  undo: <path d="M7.5 4 4 7.5 7.5 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8" />,
  redo: <path d="M12.5 4 16 7.5 12.5 11M16 7.5H8.5a4.5 4.5 0 0 0 0 9H12" />,
  back: <path d="M12 4.5 6.5 10l5.5 5.5" />,
  table: (
    <>
      <rect x="3" y="4" width="14" height="12" rx="1.5" />
      <path d="M3 8h14M8 8v8" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof DRAWINGS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {DRAWINGS[name]}
    </svg>
  );
}
