// What the front line reports, and one report with what is done about it.

import { useState } from 'react';
import type { ReportWish } from '../bridge/wire/ReportWish';
import { orderOf } from '../desk/drafting';
import { place, showOrder, usePlaceOf } from '../desk/place';
import { useGrid, useReport, useReports } from '../desk/questions';
import { goToReport } from '../desk/reports';
import { goToGrid } from '../desk/travel';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { ReportPanel } from '../panels/report/ReportPanel';
import { ReportsPanel } from '../panels/report/ReportsPanel';
import { Loading, Note } from '../shared/parts';
import styles from './views.module.css';

type Props = { isShown: boolean; may: (entry: string) => boolean };

const OPEN: ReportWish = { scope: null, states: ['new', 'taken_up'], kinds: [], mine: false };

export function ReportsTab({ isShown, may }: Props) {
  const { selected, report } = usePlaceOf('selected', 'report');
  const [wish, setWish] = useState<ReportWish>(OPEN);
  const [pages, setPages] = useState(1);
  const { reports, first, failure } = useReports(wish, pages);
  const card = useReport(report);
  const grid = useGrid(selected?.noun === 'grid' ? selected.path : null).data;
  // The top grid narrows nothing.
  const isPart = grid?.ancestors.some((above) => above.path !== grid.grid.path) ?? false;
  if (failure !== null) return <Note {...failureWords(failure)} />;
  return (
    <div className={styles.column}>
      <ReportsPanel
        reports={reports}
        total={first?.total ?? null}
        counts={first?.counts ?? null}
        wish={wish}
        within={grid && isPart ? { path: grid.grid.path, name: grid.grid.name } : null}
        chosen={report}
        isShown={isShown}
        onWish={(next) => {
          setWish(next);
          setPages(1);
        }}
        onMore={() => setPages(pages + 1)}
        onChoose={(line) => place.set({ report: line.id })}
        onOpen={goToReport}
      />
      {card.error && report !== null && <Note {...failureWords(card.error)} />}
      {card.isPending && report !== null && <Loading label={t('shell.loading')} />}
      {report !== null && card.data && card.data.line.id === report && (
        <ReportPanel
          key={report}
          card={card.data}
          isShown={isShown}
          mayHandle={may('handle_report')}
          mayOrder={may('issue_order')}
          onGo={() => goToReport(card.data.line)}
          onGrid={(path) => {
            void goToGrid(path).then(() => place.set({ tab: 'reports' }));
          }}
          onOrder={showOrder}
          onMake={() => {
            const level = card.data.ancestors.at(-1)?.level;
            if (level !== undefined) orderOf(card.data, level);
          }}
          onClose={() => place.set({ report: null })}
        />
      )}
    </div>
  );
}
