// The page's only way to the desk. Two doors, `act` and `ask`, and what happens as it happens.

import type { Answer } from './wire/Answer';
import type { AttachedFile } from './wire/AttachedFile';
import type { BasemapAdded } from './wire/BasemapAdded';
import type { Call } from './wire/Call';
import type { DoorCard } from './wire/DoorCard';
import type { Dragged } from './wire/Dragged';
import type { DrillStand } from './wire/DrillStand';
import type { DrillWish } from './wire/DrillWish';
import type { Fault } from './wire/Fault';
import type { FileKind } from './wire/FileKind';
import type { FileLook } from './wire/FileLook';
import type { HotlineReport } from './wire/HotlineReport';
import type { ImportProgress } from './wire/ImportProgress';
import type { ImportReport } from './wire/ImportReport';
import type { JournalWish } from './wire/JournalWish';
import type { Language } from './wire/Language';
import type { Manner } from './wire/Manner';
import type { NetworkCard } from './wire/NetworkCard';
import type { NetworkWish } from './wire/NetworkWish';
import type { Outcome } from './wire/Outcome';
import type { PaperWish } from './wire/PaperWish';
import type { Question } from './wire/Question';
import type { ReviewPaperWish } from './wire/ReviewPaperWish';
import type { SheetLine } from './wire/SheetLine';
import type { SheetWish } from './wire/SheetWish';
import type { TableKind } from './wire/TableKind';
import type { TableRead } from './wire/TableRead';
import type { Told } from './wire/Told';
import type { Vector } from './wire/Vector';
import type { ViewingWish } from './wire/ViewingWish';

export type QuestionName = Question['type'];
export type AnswerTo<Name extends QuestionName> = Extract<Answer, { type: Name }>;
export type QuestionOf<Name extends QuestionName> = Extract<Question, { type: Name }>;

/** How the page hangs on the desk. */
export type Link = 'local' | 'connecting' | 'live' | 'lost';

export type Listener = {
  /** Facts, each once, in the order of their desk's log. */
  told(news: Told[]): void;
  /** The link changed. */
  link(state: Link): void;
  /** Something was heard, be it only that nothing happened. */
  heard(): void;
  /** What was seen before no longer counts: ask again for all that is shown. */
  anew(): void;
};

/** The door for phones on the network, in the hands of whoever runs the desk. */
export type NetworkDoor = {
  /** How it was wished for last, and why it did not open with the store. */
  wishes(): Promise<NetworkCard>;
  open(wish: NetworkWish): Promise<DoorCard>;
  close(): Promise<DoorCard>;
};

/** Synthetic people at this desk, in the hands of whoever supervises it. */
export type DrillDoor = {
  stand(): Promise<DrillStand>;
  begin(wish: DrillWish): Promise<DrillStand>;
  end(): Promise<DrillStand>;
};

/** Files dragged onto the window, where the webview does not tell the page which. */
export type DragDoor = {
  /** Tells of every drag; returns how to stop. */
  hear(listener: (drag: Dragged) => void): () => void;
  /** The bytes of a file that was dropped, once. */
  read(id: number): Promise<ArrayBuffer>;
};

/** What a file is called and how it is to be read. */
export type Reading<Kind extends FileKind | null = FileKind> = { name: string; kind: Kind; manner: Manner };

/** What is done with a file of work orders, and by which command. */
export type HotlineWish = { manner: 'trial' | 'whole'; commandId: string };

/** A file on its way. */
export type Sending = {
  /** Stops it; what the desk has done by then stays done. */
  signal: AbortSignal;
  /** Tells how much of the file has left, from 0 to 1. */
  sent(share: number): void;
};

/** Where sheets are put, one after the other. */
export type Album = {
  /** What the place is called. */
  readonly place: string;
  /** Whether the place itself can be shown. */
  readonly canShow: boolean;
  /** Prints a sheet into it; false where it lies there as it would be printed now. */
  put(sheet: SheetLine, commandId: string): Promise<boolean>;
  /** Nothing more comes for now. */
  rest(): Promise<void>;
};

/** A basemap's file: one that the browser has, or one that was dropped onto the window and is read where it lies. */
export type BasemapSource = { name: string; size: number } & ({ file: File } | { dropped: number });

/** All of a file, or a picture's small one. */
export type FileForm = 'whole' | 'small';

export interface Bridge {
  /** Changes something. The same call again gets the first answer again. */
  act(call: Call): Promise<Outcome>;
  /** Asks something. */
  ask<Name extends QuestionName>(question: QuestionOf<Name>, signal?: AbortSignal): Promise<AnswerTo<Name>>;
  /** Tells all facts after `since`, then each as it comes; returns how to stop. */
  live(since: Vector, listener: Listener): () => void;
  /** The address of the media door, for live sound. */
  media(line: string): Promise<string>;
  /** What a file seems to hold; changes nothing. */
  look(file: Blob, reading: Reading<FileKind | null>, commandId: string, sending: Sending): Promise<FileLook>;
  /** Has a basemap's file looked through and kept beside the store, whatever its size. */
  addBasemap(source: BasemapSource, commandId: string, sending: Sending): Promise<BasemapAdded>;
  /** Hands in a file to be attached: the desk looks it through and strips it. The same command id is the same file. */
  attach(file: Blob, name: string, commandId: string, sending: Sending): Promise<AttachedFile>;
  /** Where a file that was attached is shown or played from: all of it, or a picture's small one. */
  fileAddress(file: AttachedFile, form: FileForm): string;
  /** Keeps a file that was attached; where it lies now, or null where nobody wanted it after all. */
  keepFile(file: AttachedFile, title: string): Promise<string | null>;
  /** Brings a file in, or tries to. The same command id again gets the first answer again. */
  import(file: Blob, reading: Reading, commandId: string, sending: Sending): Promise<ImportReport>;
  /** How far the desk is with a file that a command looks at, tries or brings in; null when it is not on its way. */
  importProgress(commandId: string): Promise<ImportProgress | null>;
  /** Stops it; false when there is nothing to stop, not yet or not any more. */
  cancelImport(commandId: string): Promise<boolean>;
  /** Prints a map sheet and keeps its file; where it lies now, or null where nobody wanted it after all. */
  print(wish: SheetWish, commandId: string, title: string): Promise<string | null>;
  /** Prints figures or charges and keeps their file; where it lies now, or null where nobody wanted it after all. */
  printReview(wish: ReviewPaperWish, commandId: string, title: string): Promise<string | null>;
  /** Prints a part of the journal and keeps its file; where it lies now, or null where nobody wanted it after all. */
  printJournal(wish: JournalWish, language: Language, commandId: string, title: string): Promise<string | null>;
  /** Prints a paper about an order and keeps its file, likewise. */
  printPaper(wish: PaperWish, commandId: string, title: string): Promise<string | null>;
  /** Prints who looked at which streams and keeps the file, likewise. */
  printViewings(wish: ViewingWish, language: Language, commandId: string, title: string): Promise<string | null>;
  /** Asks for a place for many sheets; null where nobody chose one. To be called from a press of a button. */
  album(title: string, name: string): Promise<Album | null>;
  /** The address of a small picture of a sheet. */
  thumb(wish: SheetWish): string;
  /** Keeps the rows of a file that have these faults as a spreadsheet; where it lies, or null where nobody wanted it. */
  failedRows(file: Blob, faults: Fault[], reading: Reading, language: string, title: string): Promise<string | null>;
  /** Takes work orders of a hotline in, or tries to: each is an incident once. How far it is, is asked as of an import. */
  hotline(file: Blob, name: string, wish: HotlineWish, sending: Sending): Promise<HotlineReport>;
  /** Keeps the rows of such a file that have these faults as a spreadsheet; where it lies, or null likewise. */
  hotlineFailedRows(file: Blob, faults: Fault[], name: string, language: string, title: string): Promise<string | null>;
  /** Reads the rows of a table in a file; nothing comes into force by it. */
  readTable(file: File, of: TableKind): Promise<TableRead>;
  /** Takes a seat with a one-time code. In the window one sits already. */
  sit(code: string, commandId: string): Promise<void>;
  /** Keeps a table as a file; where it lies, or null where nobody wanted it after all. */
  save(name: string, text: string, title: string): Promise<string | null>;
  /** Shows what was kept among the system's folders; null in a browser, which does so itself. */
  readonly show: ((path: string) => Promise<void>) | null;
  /** Where tiles lie, without a slash at the end. */
  readonly tiles: string;
  /** How phones find the desk. */
  door(): Promise<DoorCard>;
  /** Opens a browser at the desk that has this store open elsewhere; only the window can find itself so. */
  readonly visit: (() => Promise<void>) | null;
  readonly drill: DrillDoor;
  /** Only in the window: a browser may itself have come in through that door. */
  readonly network: NetworkDoor | null;
  /** Only in the window: a browser tells its page itself. */
  readonly drags: DragDoor | null;
}
