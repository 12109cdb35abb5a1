// What an order was aimed at besides a grid and its levels, in a few words.

import type { Target } from '../../bridge/wire/Target';
import { listed, t } from '../../i18n/words';

export function targetWords({ having, holding, stations = [], ground = [], unanswered }: Target): string {
  const drawn = ground.filter((piece) => piece.ground === 'lasso' || piece.ground === 'around').length;
  const words = [
    ...(having ? [having] : []),
    ...(holding ? [holding] : []),
    ...stations.map((station) => (station.at === 'venue' ? station.kind : t('order.compose.checkpoints'))),
    ...(ground.length > drawn ? [t('order.target.listed')] : []),
    ...(drawn > 0 ? [t('order.target.drawn')] : []),
    ...(unanswered ? [t('order.target.unanswered')] : []),
  ];
  return listed(words);
}
