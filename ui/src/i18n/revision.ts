import type { RevisionLine } from '../bridge/wire/RevisionLine';
import { listed, t } from './words';

/** What a revision of a draft did: `划分 七一路社区`. */
export function revisionWords({ cause, names, grids }: RevisionLine): string {
  const few = listed(names);
  const all = grids > names.length ? t('scheme.revisions.andMore', { names: few, count: grids }) : few;
  if (cause.cause === 'edited' && cause.how) {
    const { edit, name } = cause.how;
    return t('editing.did', { did: t(`editing.kind.${edit}`), name: name ?? all });
  }
  return t(`scheme.revisions.${cause.cause === 'undone' ? 'undid' : cause.cause}`, { names: all });
}
