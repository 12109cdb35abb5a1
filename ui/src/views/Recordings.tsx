// Recordings of calls, over the page.

import { useEffect, useState } from 'react';
import { place } from '../desk/place';
import { askForRecordingsAgain, stopListening, useRecordings } from '../desk/recordings';
import { failureWords } from '../i18n/failure';
import { RecordingsSheet } from '../panels/recording/RecordingsSheet';
import { Note } from '../shared/parts';

type Props = { may: (entry: string) => boolean; isWhole: boolean };

export function Recordings({ may, isWhole }: Props) {
  const [pages, setPages] = useState(1);
  const { lists, failure } = useRecordings(pages);
  // Who closes the page hears nothing more.
  useEffect(() => stopListening, []);
  if (failure !== null) return <Note {...failureWords(failure)} />;
  return (
    <RecordingsSheet
      first={lists[0] ?? null}
      recordings={lists.flatMap(({ recordings }) => recordings)}
      maySet={isWhole && may('set_recording')}
      mayListen={may('listen_to_recording')}
      onSettled={askForRecordingsAgain}
      onMore={() => setPages(pages + 1)}
      onClose={() => place.set({ overlay: 'none' })}
    />
  );
}
