// Templates and saved targets: chosen with a key, kept from what is composed, changed and taken away.

import { Button, Input, type RefSelectProps } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Order } from '../../bridge/wire/Order';
import type { SavedTarget } from '../../bridge/wire/SavedTarget';
import type { Template } from '../../bridge/wire/Template';
import type { TemplateLine } from '../../bridge/wire/TemplateLine';
import { useDoing } from '../../desk/calls';
import type { Start } from '../../desk/drafting';
import { offerHands } from '../../desk/hands';
import { useSaved } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { Picker } from '../../shared/Picker';
import { Key, Note } from '../../shared/parts';
import { uuid7 } from '../../shared/uuid';
import styles from './compose.module.css';

type Composed = Omit<Start, 'template' | 'fields' | 'corrects'>;
type Props = {
  isShown: boolean;
  /** What is composed so far. */
  now: () => Composed;
  /** Whether all that is attached has come: a template keeps no half of it. */
  isAttached: boolean;
  /** The template that it was filled in from. */
  template: Template | null;
  /** The order that is corrected: it still is, whatever is chosen here. */
  corrects: Order | null;
  onBegin: (start: Start) => void;
};

export function SavedBar({ isShown, now, isAttached, template, corrects, onBegin }: Props) {
  const saved = useSaved(isShown);
  const [isOpen, setOpen] = useState(false);
  const [isKeeping, setKeeping] = useState(false);
  const list = useRef<RefSelectProps>(null);
  const { targets = [], templates = [] } = saved.data ?? {};
  useEffect(() =>
    isShown
      ? offerHands({
          templates: () => {
            list.current?.focus();
            setOpen(true);
          },
        })
      : undefined,
  );
  return (
    <div className={styles.saved}>
      <Picker
        ref={list}
        size="small"
        open={isOpen}
        onOpenChange={setOpen}
        aria-label={t('order.saved.templates')}
        placeholder={
          <>
            {t('order.saved.templates')} <Key>Alt T</Key>
          </>
        }
        value={template?.id ?? null}
        options={templates.map((line) => ({ value: line.template.id, label: line.template.name }))}
        notFoundContent={t('order.saved.noTemplates')}
        onChange={(id) => {
          const line = templates.find((one) => one.template.id === id);
          if (line) onBegin({ ...startOf(line), corrects });
        }}
        data-testid="compose-template"
      />
      <Picker
        size="small"
        aria-label={t('order.saved.targets')}
        placeholder={t('order.saved.targets')}
        value={null}
        options={targets.map(({ id, name }) => ({ value: id, label: name }))}
        notFoundContent={t('order.saved.noTargets')}
        onChange={(id) => {
          const target = targets.find((one) => one.id === id)?.target;
          if (target) onBegin({ ...now(), target, template: null, fields: [], corrects });
        }}
        data-testid="compose-target"
      />
      <Button size="small" aria-expanded={isKeeping} onClick={() => setKeeping(!isKeeping)} data-testid="compose-keep">
        {t('order.saved.keep')}
      </Button>
      {isKeeping && (
        <Keeping
          now={now}
          isAttached={isAttached}
          template={template}
          targets={targets}
          templates={templates}
          onDone={() => setKeeping(false)}
        />
      )}
    </div>
  );
}

type KeepingProps = Pick<Props, 'now' | 'isAttached' | 'template'> & {
  targets: readonly SavedTarget[];
  templates: readonly TemplateLine[];
  onDone: () => void;
};

/** Keeps what is composed under a name, and takes away what was kept. */
function Keeping({ now, isAttached, template, targets, templates, onDone }: KeepingProps) {
  const doing = useDoing();
  const [name, setName] = useState(template?.name ?? '');
  // One id for each button: pressed again after a lost answer it keeps the same thing.
  const ids = useRef({ target: uuid7(), template: template?.id ?? uuid7() });
  const keepTarget = async (): Promise<void> => {
    const saved = { id: ids.current.target, name, target: now().target };
    if (await doing.go({ type: 'save_target', saved })) onDone();
  };
  const keepTemplate = async (): Promise<void> => {
    const { minutes, text, kind, priority, target, answering, answer, attachments = [] } = now();
    const said = { text, kind, priority, target, answering, answer, attachments: [...attachments] };
    const kept = { ...said, minutes: minutes === 0 ? null : minutes };
    if (await doing.go({ type: 'keep_template', template: { id: ids.current.template, name, ...kept } })) onDone();
  };
  const hasName = name.trim() !== '';
  return (
    <div className={styles.keeping} data-testid="keeping">
      <Input
        autoFocus
        size="small"
        value={name}
        maxLength={40}
        aria-label={t('order.saved.name')}
        placeholder={t('order.saved.name')}
        onChange={(event) => setName(event.target.value)}
        data-testid="keep-name"
      />
      <Button
        size="small"
        disabled={!hasName || doing.busy}
        onClick={() => void keepTarget()}
        data-testid="keep-target"
      >
        {t('order.saved.asTarget')}
      </Button>
      <Button
        size="small"
        disabled={!hasName || !isAttached || doing.busy}
        onClick={() => void keepTemplate()}
        data-testid="keep-template"
      >
        {t(template ? 'order.saved.change' : 'order.saved.asTemplate')}
      </Button>
      <p className={styles.hint}>{t('order.saved.fields')}</p>
      <ul>
        {templates.map(({ template: { id, name: known } }) => (
          <Kept
            key={id}
            sort={t('order.saved.templates')}
            name={known}
            onRemove={() => void doing.go({ type: 'remove_template', id })}
          />
        ))}
        {targets.map(({ id, name: known }) => (
          <Kept
            key={id}
            sort={t('order.saved.targets')}
            name={known}
            onRemove={() => void doing.go({ type: 'remove_target', id })}
          />
        ))}
      </ul>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </div>
  );
}

function Kept({ sort, name, onRemove }: { sort: string; name: string; onRemove: () => void }) {
  return (
    <li data-testid="kept">
      <span className={styles.keptSort}>{sort}</span>
      {name}
      <button
        type="button"
        className={styles.keptRemove}
        aria-label={t('order.compose.remove', { name })}
        onClick={onRemove}
      >
        ×
      </button>
    </li>
  );
}

function startOf({ template, fields }: TemplateLine): Omit<Start, 'corrects'> {
  const { minutes, name: _name, id: _id, ...said } = template;
  return { ...said, fields, minutes: minutes ?? 0, template };
}
