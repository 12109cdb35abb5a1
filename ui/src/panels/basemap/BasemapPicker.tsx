// What lies under the grids: our own ground, files of tiles, 天地图, or nothing; how strong; and, for who may, more of it.

import { Button, Progress, Slider } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { CallFailed } from '../../bridge/failed';
import type { BasemapLine } from '../../bridge/wire/BasemapLine';
import type { BasemapList } from '../../bridge/wire/BasemapList';
import type { Underlay } from '../../bridge/wire/Underlay';
import { change, choose, letGo, setOpacity, shownOf, useUnder } from '../../desk/basemaps';
import { failureWords, faultWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Key, Note, WordButton } from '../../shared/parts';
import styles from './basemap.module.css';
import { TiandituForm } from './TiandituForm';

type Props = {
  list: BasemapList;
  mayChange: boolean;
  onPick: () => void;
  onClose: () => void;
};

const MEGA = 2 ** 20;
const GIGA = 2 ** 30;

export function BasemapPicker({ list, mayChange, onPick, onClose }: Props) {
  const { choice, opacity, coming } = useUnder();
  const [failure, setFailure] = useState<unknown>(null);
  const [isKeying, setKeying] = useState(false);
  const box = useRef<HTMLElement>(null);
  const shown = shownOf(list, choice);
  const { tianditu } = list;
  const hasStrength = shown.type !== 'own' && shown.type !== 'none';
  useEffect(() => box.current?.focus(), []);

  const act = async (work: () => Promise<void>): Promise<boolean> => {
    setFailure(null);
    try {
      await work();
      return true;
    } catch (caught) {
      setFailure(caught);
      return false;
    }
  };
  const pick = (underlay: Underlay): void => {
    setFailure(null);
    choose(underlay);
  };
  const remove = (hash: string): void => void act(() => change({ type: 'remove_basemap', hash }));
  return (
    <section
      ref={box}
      className={styles.picker}
      aria-label={t('basemap.title')}
      tabIndex={-1}
      data-testid="basemap-picker"
    >
      <header>
        <h2>{t('basemap.title')}</h2>
        <button type="button" onClick={onClose}>
          <Key>Esc</Key>
        </button>
      </header>
      {!isKeying && <Choices list={list} shown={shown} onPick={pick} onRemove={mayChange ? remove : null} />}
      {tianditu.trouble !== null && (
        <div className={styles.fault} data-testid="tianditu-trouble">
          <Note {...failureWords(new CallFailed(tianditu.trouble))} />
        </div>
      )}
      {hasStrength && !isKeying && (
        <div className={styles.strength}>
          <span>{t('basemap.opacity')}</span>
          <Slider
            min={20}
            max={100}
            step={5}
            value={Math.round(opacity * 100)}
            onChange={(percent) => setOpacity(percent / 100)}
            tooltip={{ open: false }}
            ariaLabelForHandle={t('basemap.opacity')}
          />
          <b>{figure(Math.round(opacity * 100))}%</b>
        </div>
      )}
      {coming.map((one) => (
        <div key={one.id} className={styles.coming} data-testid="basemap-coming" data-file={one.name}>
          <div>
            <b title={one.name}>{one.name}</b>
            <WordButton onClick={() => letGo(one.id)} testId="basemap-let-go">
              {t(one.failure === null ? 'basemap.stop' : 'basemap.putAway')}
            </WordButton>
          </div>
          {one.failure === null ? (
            <>
              <Progress
                percent={Math.round((one.sent * 0.6 + (one.progress?.read ?? 0) * 0.4) * 100)}
                size="small"
                showInfo={false}
              />
              <span>
                {one.sent < 1 ? t('basemap.sending', { size: sizeWords(one.size) }) : t('basemap.looking')}
                {(one.progress?.rows ?? 0) > 0 &&
                  ` · ${t('basemap.tiles', { count: figure(one.progress?.rows ?? 0) })}`}
              </span>
            </>
          ) : (
            <Note {...whyNot(one.failure)} />
          )}
        </div>
      ))}
      {failure !== null && (
        <div className={styles.fault}>
          <Note {...failureWords(failure)} />
        </div>
      )}
      {mayChange && isKeying && (
        <TiandituForm
          card={tianditu}
          onSend={async (wish) => {
            if (await act(() => change({ type: 'set_tianditu', wish }))) setKeying(false);
          }}
          onBack={() => setKeying(false)}
        />
      )}
      {mayChange && !isKeying && (
        <footer>
          <Button size="small" onClick={onPick} data-testid="basemap-pick">
            {t('basemap.add')}
          </Button>
          <Button size="small" onClick={() => setKeying(true)} data-testid="tianditu-open">
            {t(tianditu.is_on ? 'basemap.sky.change' : 'basemap.sky.enter')}
          </Button>
          {!isSame(shown, list.usual) && (
            <WordButton
              onClick={() => void act(() => change({ type: 'choose_basemap', underlay: shown }))}
              testId="basemap-usual"
              title={t('basemap.usualHint')}
            >
              {t('basemap.makeUsual')}
            </WordButton>
          )}
        </footer>
      )}
      <p className={styles.note}>{t(mayChange ? 'basemap.how' : 'basemap.mayNot')}</p>
    </section>
  );
}

type ChoicesProps = {
  list: BasemapList;
  shown: Underlay;
  onPick: (underlay: Underlay) => void;
  onRemove: ((hash: string) => void) | null;
};

function Choices({ list, shown, onPick, onRemove }: ChoicesProps) {
  const isOn = list.tianditu.is_on;
  const sky = { now: shown, onPick, disabled: !isOn, hint: t(isOn ? 'basemap.online' : 'basemap.off') };
  return (
    <div role="radiogroup" aria-label={t('basemap.title')} className={styles.list}>
      <Choice name="own" underlay={{ type: 'own' }} now={shown} onPick={onPick} hint={t('basemap.ownHint')} />
      {list.basemaps.map((line) => (
        <FileChoice
          key={line.basemap.hash}
          line={line}
          now={shown}
          onPick={onPick}
          onRemove={onRemove && (() => onRemove(line.basemap.hash))}
        />
      ))}
      <Choice name="tianditu_vector" underlay={{ type: 'tianditu_vector' }} {...sky} />
      <Choice name="tianditu_imagery" underlay={{ type: 'tianditu_imagery' }} {...sky} />
      <Choice name="none" underlay={{ type: 'none' }} now={shown} onPick={onPick} hint={t('basemap.noneHint')} />
    </div>
  );
}

type ChoiceProps = {
  name: 'own' | 'none' | 'tianditu_vector' | 'tianditu_imagery';
  now: Underlay;
  underlay: Underlay;
  onPick: (underlay: Underlay) => void;
  hint: string;
  disabled?: boolean;
};

function Choice({ name, now, underlay, onPick, hint, disabled = false }: ChoiceProps) {
  return (
    <div className={styles.line}>
      <button
        type="button"
        role="radio"
        aria-checked={isSame(now, underlay)}
        disabled={disabled}
        onClick={() => onPick(underlay)}
        data-testid={`basemap-${name}`}
      >
        <b>{t(`basemap.name.${name}`)}</b>
        <span>{hint}</span>
      </button>
    </div>
  );
}

type FileProps = {
  line: BasemapLine;
  now: Underlay;
  onPick: (underlay: Underlay) => void;
  onRemove: (() => void) | null;
};

function FileChoice({ line: { basemap, is_missing }, now, onPick, onRemove }: FileProps) {
  const [asks, setAsks] = useState(false);
  const { hash, name, file, bytes, kind, zooms } = basemap;
  const underlay: Underlay = { type: 'file', hash };
  const told = [
    t(kind === 'vector' ? 'basemap.vector' : 'basemap.pictures'),
    t('basemap.zooms', { low: zooms[0], high: zooms[1] }),
    sizeWords(bytes),
  ];
  return (
    <div className={styles.line} data-missing={is_missing}>
      <button
        type="button"
        role="radio"
        aria-checked={isSame(now, underlay)}
        disabled={is_missing}
        onClick={() => onPick(underlay)}
        title={file}
        data-testid="basemap-file"
        data-name={name}
      >
        <b>{name}</b>
        <span>{is_missing ? t('basemap.absent') : told.join(' · ')}</span>
      </button>
      {onRemove &&
        (asks ? (
          <span className={styles.sure}>
            <Button size="small" danger onClick={onRemove} data-testid="basemap-remove-yes">
              {t('basemap.remove')}
            </Button>
            <Button size="small" onClick={() => setAsks(false)}>
              {t('basemap.keep')}
            </Button>
          </span>
        ) : (
          <button
            type="button"
            className={styles.away}
            title={t('basemap.removeThis')}
            aria-label={t('basemap.removeThis')}
            onClick={() => setAsks(true)}
            data-testid="basemap-remove"
          >
            <Icon name="close" size={14} />
          </button>
        ))}
    </div>
  );
}

/** A file that was refused has one fault, and that says more than that there is one. */
function whyNot(cause: unknown): { kind: string; title: string; advice: string; reference: string | null } {
  const words = failureWords(cause);
  const [fault] = words.faults;
  if (!fault) return words;
  const { sentence, advice } = faultWords(fault);
  return { kind: words.kind, title: sentence, advice, reference: null };
}

function isSame(a: Underlay, b: Underlay): boolean {
  return a.type === b.type && (a.type !== 'file' || b.type !== 'file' || a.hash === b.hash);
}

function sizeWords(bytes: number): string {
  if (bytes >= GIGA) return `${figure(Math.round((bytes / GIGA) * 10) / 10)} GB`;
  if (bytes >= MEGA) return `${figure(Math.round((bytes / MEGA) * 10) / 10)} MB`;
  return `${figure(Math.max(1, Math.round(bytes / 1024)))} KB`;
}
