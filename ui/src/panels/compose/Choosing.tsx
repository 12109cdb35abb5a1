// To whom: levels, parts and an attribute at once; the rest of the choices when they are wanted.

import { Button, Checkbox } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { DistrictCard } from '../../bridge/wire/DistrictCard';
import type { GridCard } from '../../bridge/wire/GridCard';
import type { OrderLine } from '../../bridge/wire/OrderLine';
import type { PlaceLine } from '../../bridge/wire/PlaceLine';
import type { PostRole } from '../../bridge/wire/PostRole';
import type { Stationed } from '../../bridge/wire/Stationed';
import { type Drawn, dropOthers, removeDrawn, removeTop, setTops, takeTool, useDrafting } from '../../desk/drafting';
import { offerHands } from '../../desk/hands';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import { Picker } from '../../shared/Picker';
import { Key, Section } from '../../shared/parts';
import styles from './compose.module.css';
import { type Form, isWithin, levelsIn, ROLES } from './form';

type Props = {
  form: Form;
  card: GridCard;
  district: DistrictCard;
  places: readonly PlaceLine[];
  orders: readonly OrderLine[];
  isShown: boolean;
  change: (some: Partial<Form>) => void;
};

export function Choosing(props: Props) {
  const { form, card, district, change, isShown } = props;
  const { tops, others, drawn, tool: inHand, purpose } = useDrafting();
  const tool = purpose === 'target' ? inHand : null;
  const [isOpen, setOpen] = useState(
    form.holding !== null || form.stations.length > 0 || form.unanswered !== null || form.answering !== 'custom',
  );
  const fields = useRef<HTMLDivElement>(null);
  const more = (): void => {
    setOpen(!isOpen);
    // On a small screen the rest lies below the panel's edge.
    if (!isOpen) requestAnimationFrame(() => fields.current?.scrollIntoView({ block: 'nearest' }));
  };
  useEffect(() => (isShown ? offerHands({ more }) : undefined));
  const isGround = tops.length + others.length + drawn.length > 0 || tool !== null;
  return (
    <Section
      title={t('order.compose.levels')}
      side={
        <button type="button" className={styles.more} aria-expanded={isOpen} onClick={more} data-testid="compose-more">
          {t(isOpen ? 'order.compose.fewer' : 'order.compose.more')} <Key>Alt O</Key>
        </button>
      }
    >
      <Checkbox.Group
        className={styles.checks}
        value={form.levels}
        onChange={(chosen) => change({ levels: chosen.map(Number) })}
        options={levelsIn(card).map(({ level, name, grids }) => ({
          value: level,
          label: (
            <span data-testid={`compose-level-${level}`}>
              {name} <em>{figure(grids)}</em>
            </span>
          ),
        }))}
      />
      <div ref={fields} className={styles.fields}>
        <span>{t('order.compose.roles')}</span>
        <Checkbox.Group
          className={styles.checks}
          value={form.roles}
          onChange={(roles) => change({ roles: roles as PostRole[] })}
          options={ROLES.map((value) => ({ value, label: t(`order.role.${value}`) }))}
        />
        <span>{t('order.compose.having')}</span>
        <Picker
          allowClear
          aria-label={t('order.compose.having')}
          value={form.having}
          placeholder={t('order.compose.anyGrid')}
          onChange={(having: string | undefined) => change({ having: having ?? null })}
          options={Object.entries(district.attributes).map(([name, count]) => ({
            value: name,
            label: `${name} · ${figure(count)}`,
          }))}
          notFoundContent={t('order.compose.noAttributes')}
          data-testid="compose-having"
        />
        {(isOpen || isGround) && <Places card={card} />}
        {isOpen && <Filters {...props} />}
      </div>
    </Section>
  );
}

/** Grids by name, and what is drawn on the map. */
function Places({ card }: Pick<Props, 'card'>) {
  const { tops, others, drawn, tool: inHand, purpose } = useDrafting();
  const tool = purpose === 'target' ? inHand : null;
  const children = card.children.map(({ path, name }) => ({ path, name }));
  const below = children.map(({ path }) => path);
  const elsewhere = tops.filter(({ path }) => !below.includes(path));
  return (
    <>
      <span>{t('order.compose.only')}</span>
      <Picker
        mode="multiple"
        aria-label={t('order.compose.only')}
        value={tops.filter(({ path }) => below.includes(path)).map(({ path }) => path)}
        placeholder={t('order.compose.allBelow')}
        maxTagCount="responsive"
        optionFilterProp="label"
        showSearch={false}
        onChange={(paths: string[]) =>
          setTops(
            below,
            children.filter(({ path }) => paths.includes(path)),
          )
        }
        options={children.map(({ path, name }) => ({ value: path, label: name }))}
        data-testid="compose-only"
      />
      <span>{t('order.compose.drawn')}</span>
      <div className={styles.tools}>
        {(['lasso', 'circle'] as const).map((one) => (
          <Button
            key={one}
            size="small"
            type={tool === one ? 'primary' : 'default'}
            aria-pressed={tool === one}
            onClick={() => takeTool(one)}
            data-testid={`compose-${one}`}
          >
            {t(`order.compose.${one}`)} <Key>{one === 'lasso' ? 'Alt L' : 'Alt R'}</Key>
          </Button>
        ))}
        {(tool === 'lasso' || tool === 'circle') && <p className={styles.hint}>{t(`order.compose.how.${tool}`)}</p>}
        {elsewhere.map(({ path, name }) => (
          <Chip key={path} onRemove={() => removeTop(path)}>
            {t(isWithin(path, card.grid.path) ? 'order.compose.below' : 'order.compose.beside', { name })}
          </Chip>
        ))}
        {others.length > 0 && <Chip onRemove={dropOthers}>{t('order.compose.named', { count: namedIn(others) })}</Chip>}
        {drawn.map((piece) => (
          <Chip key={JSON.stringify(piece)} onRemove={() => removeDrawn(piece)}>
            {drawnWords(piece)}
          </Chip>
        ))}
        {drawn.length + elsewhere.length === 0 && tool === null && (
          <span className={styles.hint}>
            {t('order.compose.addGrid')} <Key>Alt G</Key>
          </span>
        )}
      </div>
    </>
  );
}

function Filters({ form, places, orders, change }: Props) {
  const kinds = (noun: PlaceLine['noun']): [string, number][] => {
    const counts = new Map<string, number>();
    for (const { kind } of places.filter((place) => place.noun === noun)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return [...counts].sort(([a], [b]) => a.localeCompare(b, 'zh'));
  };
  const stations: { value: string; label: string }[] = [
    ...kinds('venue').map(([kind, count]) => ({ value: `venue ${kind}`, label: `${kind} · ${figure(count)}` })),
    ...kinds('checkpoint').map(([, count]) => ({
      value: 'checkpoint',
      label: `${t('order.compose.checkpoints')} · ${figure(count)}`,
    })),
  ];
  return (
    <>
      <span>{t('order.compose.holding')}</span>
      <Picker
        allowClear
        aria-label={t('order.compose.holding')}
        value={form.holding}
        placeholder={t('order.compose.anyGrid')}
        onChange={(holding: string | undefined) => change({ holding: holding ?? null })}
        options={kinds('asset').map(([kind, count]) => ({ value: kind, label: `${kind} · ${figure(count)}` }))}
        notFoundContent={t('order.compose.noAssets')}
        data-testid="compose-holding"
      />
      <span>{t('order.compose.stations')}</span>
      <Picker
        mode="multiple"
        showSearch={false}
        aria-label={t('order.compose.stations')}
        value={form.stations.map(nameOf)}
        placeholder={t('order.compose.anywhere')}
        maxTagCount="responsive"
        onChange={(names: string[]) => change({ stations: names.map(stationOf) })}
        options={stations}
        notFoundContent={t('order.compose.noStations')}
        data-testid="compose-stations"
      />
      <span>{t('order.compose.unanswered')}</span>
      <Picker
        allowClear
        aria-label={t('order.compose.unanswered')}
        value={form.unanswered}
        placeholder={t('order.compose.anybody')}
        onChange={(order: string | undefined) => change({ unanswered: order ?? null })}
        options={orders.map(({ id, number, text }) => ({ value: id, label: `${number} ${text}` }))}
        notFoundContent={t('order.compose.noOrders')}
        data-testid="compose-unanswered"
      />
      <span>{t('order.compose.answering')}</span>
      <OneOf
        aria-label={t('order.compose.answering')}
        value={form.answering}
        options={(['custom', 'every_person', 'one_per_grid'] as const).map((value) => ({
          value,
          label: t(`order.answering.${value}`),
        }))}
        onChange={(answering) => change({ answering })}
      />
    </>
  );
}

function Chip({ children, onRemove }: { children: string; onRemove: () => void }) {
  return (
    <span className={styles.chip}>
      {children}
      <button type="button" aria-label={t('order.compose.remove', { name: children })} onClick={onRemove}>
        ×
      </button>
    </span>
  );
}

function drawnWords(piece: Drawn): string {
  if (piece.ground === 'lasso') return t('order.compose.lassoOf', { count: piece.line.length });
  return t('order.compose.circleOf', { metres: figure(piece.metres) });
}

const namedIn = (others: readonly { ground: string; paths?: string[] }[]): number =>
  others.reduce((sum, { paths }) => sum + (paths?.length ?? 0), 0);

const nameOf = (station: Stationed): string => (station.at === 'venue' ? `venue ${station.kind}` : 'checkpoint');

const stationOf = (name: string): Stationed =>
  name === 'checkpoint' ? { at: 'checkpoint' } : { at: 'venue', kind: name.slice('venue '.length) };
