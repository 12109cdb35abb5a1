// Who looked at callers and how long they are kept, over the page.

import { useState } from 'react';
import { openIncident } from '../desk/incidents';
import { place } from '../desk/place';
import { askForIncidentAgain, askForRetentionAgain, useContactLooks, useRetention } from '../desk/questions';
import { failureWords } from '../i18n/failure';
import { CallersSheet, type LookWish } from '../panels/incident/CallersSheet';
import { Note } from '../shared/parts';

type Props = { may: (entry: string) => boolean; isWhole: boolean };

export function Callers({ may, isWhole }: Props) {
  const [wish, setWish] = useState<LookWish>({});
  const [pages, setPages] = useState(1);
  const { looks, first, failure } = useContactLooks({ scope: null, ...wish }, pages);
  const retention = useRetention(may('retention')).data;
  const close = (): void => place.set({ overlay: 'none' });
  if (failure !== null) return <Note {...failureWords(failure)} />;
  return (
    <CallersSheet
      wish={wish}
      looks={looks}
      people={first?.people ?? []}
      total={first?.total ?? null}
      retention={may('retention') ? (retention ?? null) : 'none'}
      maySetDays={isWhole && may('set_retention')}
      onWish={(next) => {
        setWish(next);
        setPages(1);
      }}
      onMore={() => setPages(pages + 1)}
      onIncident={(incident) => {
        close();
        openIncident(incident);
      }}
      onSettled={() => {
        askForRetentionAgain();
        askForIncidentAgain();
      }}
      onClose={close}
    />
  );
}
