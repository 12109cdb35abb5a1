// What can be done about a finding without drawing: each way with the grids that it changes and by how much.

import { Button } from 'antd';
import type { FactId } from '../../bridge/wire/FactId';
import type { Finding } from '../../bridge/wire/Finding';
import type { MendOffer } from '../../bridge/wire/MendOffer';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { stamp } from '../../shared/format';
import { Note } from '../../shared/parts';
import styles from './findings.module.css';

type Props = {
  finding: Finding;
  offers: MendOffer[];
  scheme: string;
  /** What is in force is not mended: a draft of it is. */
  isDraft: boolean;
  onMended: (fact: FactId, words: string) => void;
  onDraft: (scheme: string) => void;
  /** Goes to the place and edits the draft there; null where one may not. */
  onDraw: ((finding: Finding) => void) | null;
};

export function Mends({ finding, offers, scheme, isDraft, onMended, onDraft, onDraw }: Props) {
  const doing = useDoing();
  // What has no size is no matter of shapes: it is mended in its own list.
  if (offers.length === 0 && finding.area === null) return null;
  const mend = async (offer: MendOffer): Promise<void> => {
    const outcome = await doing.go({ type: 'mend_finding', scheme, key: finding.key, mend: offer.mend });
    if (outcome?.type === 'grids_revised') onMended(outcome.fact, mendWords(offer, finding));
  };
  const draft = async (): Promise<void> => {
    const name = t('findings.mend.draftName', { scheme: scheme.slice(0, LONGEST), time: stamp(new Date()) });
    const outcome = await doing.go({ type: 'draft_scheme', name, from: scheme });
    if (outcome?.type === 'scheme_drafted') onDraft(outcome.scheme);
  };
  return (
    <div className={styles.mends} data-testid="mends">
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {!isDraft && (
        <>
          <span>{t('findings.mend.needsDraft')}</span>
          <Button size="small" loading={doing.busy} onClick={() => void draft()} data-testid="mend-draft">
            {t('findings.mend.draft')}
          </Button>
        </>
      )}
      {isDraft && offers.length === 0 && (
        <>
          <span>{t('findings.mend.byHand')}</span>
          {onDraw !== null && (
            <Button size="small" onClick={() => onDraw(finding)} data-testid="mend-draw">
              {t('editing.begin')}
            </Button>
          )}
        </>
      )}
      {isDraft &&
        offers.map((offer) => (
          <div key={JSON.stringify(offer.mend)}>
            <Button
              size="small"
              loading={doing.busy}
              onClick={() => void mend(offer)}
              data-testid="mend"
              data-how={offer.mend.how}
            >
              {mendWords(offer, finding)}
            </Button>
            <span>{offer.to === null ? changeWords(offer) : movedWords(offer)}</span>
          </div>
        ))}
    </div>
  );
}

/** A scheme's name has sixty characters; ours says when it was drafted, too. */
const LONGEST = 36;

/** What a mend does, and with whom. */
function mendWords({ mend, grids, to }: MendOffer, finding: Finding): string {
  if (to !== null) return t('findings.mend.move_to_parent', { name: grids[0]?.grid.name ?? '', parent: to.name });
  const grown = (path: string): number => grids.find(({ grid }) => grid.path === path)?.area ?? 0;
  // Of a gap the one that grows takes it, of an overlap the one that keeps it.
  const taker = [...finding.grids].sort((one, other) => grown(other.path) - grown(one.path))[0];
  const moving = finding.grids.find((grid) => mend.how === 'snap_to_other' && grid.path === mend.moving);
  const clipped = mend.how === 'clip_to_parent' ? grids[0]?.grid : undefined;
  return t(`findings.mend.${mend.how}`, { name: (moving ?? clipped ?? taker)?.name ?? '' });
}

/** Who goes along, and what becomes of the code. */
function movedWords({ grids, leaves }: MendOffer): string {
  const [moved] = grids;
  if (!moved) return '';
  const along = moved.children > 0 ? t('findings.mend.along', { count: moved.children }) : '';
  const code = { code: moved.grid.code };
  return along + t(leaves === null ? 'findings.mend.codeStays' : 'findings.mend.codeToMend', code);
}

/** How much each grid grows or shrinks, and how far its border moves. */
function changeWords({ grids }: MendOffer): string {
  const words = grids.map(({ grid, area, moved, children }) => {
    const sized = {
      name: grid.name,
      area: `${area > 0 ? '+' : '−'}${Math.abs(area).toFixed(2)}`,
      moved: moved.toFixed(2),
    };
    const change = t('findings.mend.change', sized);
    return children > 0 ? `${change} ${t('findings.mend.below', { count: children })}` : change;
  });
  return words.join(t('shell.comma'));
}
