// What an entry tells, as a sentence of the page's language.

import type { AlarmCause } from '../../bridge/wire/AlarmCause';
import type { JournalEntry } from '../../bridge/wire/JournalEntry';
import { sentWords } from '../../i18n/sends';
import { named, nameOf, spoken } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { figure, shortTime, span } from '../../shared/format';

export function sentenceOf({ at, what, person, order_number, alarmed }: JournalEntry): string {
  if (what === null) return t('duty.entry.removed');
  const who = person ?? t('duty.missed.unknown');
  switch (what.what) {
    case 'order_issued':
      return t('duty.entry.order', {
        number: what.number,
        kind: t(`order.kind.${what.kind}`),
        priority: t(`order.priority.${what.priority}`),
        people: figure(what.people),
        copies: figure(what.copies),
        text: what.text,
      });
    case 'order_ended':
      return t(`duty.entry.end.${what.ending.end}`, {
        number: order_number ?? '',
        reason: 'reason' in what.ending ? (what.ending.reason ?? '') : '',
      });
    case 'rung_reached':
      return (
        t('duty.entry.rung', { number: order_number ?? '', rung: what.rung, silent: figure(what.silent) }) +
        (what.sent ? t('duty.entry.rungSent', { sent: sentWords(what.sent) }) : '')
      );
    case 'deadline_reached':
      return t('duty.entry.deadline', { number: order_number ?? '', silent: figure(what.silent) });
    case 'call_logged':
      return t(`duty.entry.called.${what.means}`, {
        number: order_number ?? '',
        who,
        came: t(`duty.entry.came.${what.outcome}`),
        words: what.words,
      });
    case 'call_taken':
      return what.instruction === ''
        ? t('duty.entry.call', { who, words: what.words })
        : t('duty.entry.callInstructed', { who, words: what.words, instruction: what.instruction });
    case 'call_missed':
      return what.words === ''
        ? t(`duty.entry.missed.${what.way}`, { who })
        : t('duty.entry.missed.about', { who, words: what.words });
    case 'call_ended': {
      const talked = what.answered !== null && what.end !== 'desk_off';
      const length = talked && what.answered !== null ? span(Date.parse(at) - Date.parse(what.answered)) : '';
      return t(`duty.entry.live.${what.way}`, {
        who,
        lasted: talked ? t('duty.entry.live.lasted', { length }) : '',
        came: what.end === 'hung_up' ? '' : t(`duty.entry.live.end.${what.end}`),
      });
    }
    case 'call_put_aside':
      return t('duty.entry.aside', { reason: what.reason });
    case 'alarm_acknowledged':
      return t('duty.entry.acknowledged', { alarm: alarmOf(what.cause, order_number ?? alarmed) });
    case 'alarm_closed':
      return t('duty.entry.alarmClosed', { alarm: alarmOf(what.cause, order_number ?? alarmed), reason: what.reason });
    case 'writing_failed':
      return t('duty.entry.writing', { time: shortTime(what.since), why: why(what) });
    case 'incident_reported':
      return t('duty.entry.incident', {
        who: person ?? nameOf('incident_channel', what.channel),
        number: what.number,
        kind: named('report_kind', what.kind),
        urgency: t(`order.priority.${what.urgency}`),
        words: what.words,
      });
    case 'incident_handled': {
      const { step } = what;
      const said = 'words' in step ? step.words : 'reason' in step ? step.reason : '';
      const deed = named('incident_deed', step.step);
      return t(`duty.entry.handled.${said === '' ? 'silent' : 'said'}`, { number: what.number, deed, words: said });
    }
    case 'whistle_blown':
      return t('duty.entry.whistle', {
        number: what.number,
        kind: named('whistle_kind', what.kind),
        words: what.words,
      });
    case 'whistle_handled': {
      const { step } = what;
      const said = step.step === 'refuse' ? step.reason : step.step === 'end' ? step.words : '';
      const deed = named('whistle_deed', step.step);
      return t(`duty.entry.handled.${said === '' ? 'silent' : 'said'}`, { number: what.number, deed, words: said });
    }
    case 'watch_started':
      return t('duty.entry.started', { name: what.name });
    case 'watch_handed_over':
      return t(what.signed ? 'duty.entry.handed' : 'duty.entry.handedUnsigned', {
        from: what.from,
        to: what.to,
        words: what.words,
      });
    case 'watch_ended':
      return t('duty.entry.ended', { name: what.name, words: what.words });
    case 'note':
      return order_number ? t('duty.entry.noteOf', { words: what.words, number: order_number }) : what.words;
    case 'checkpoint_set':
      return (
        t(`duty.entry.checkpoint.${what.state ?? 'gone'}`, { name: what.name, queue: what.queue }) +
        (what.late ? t('duty.entry.late') : '')
      );
    case 'scheme_held_up':
      return t('duty.entry.heldUp', { scheme: what.scheme, why: why(what) });
    case 'scheme_published':
      return t('duty.entry.scheme', { scheme: what.scheme });
    case 'set_imported':
      return t('duty.entry.imported', { of: t(`duty.set.${what.of}`), rows: figure(what.rows), file: what.file });
    case 'import_undone':
      return t('duty.entry.undone', { of: t(`duty.set.${what.of}`), rows: figure(what.rows) });
  }
}

/** `about`: the number of its order or incident, or the name of its robot. */
function alarmOf(cause: AlarmCause, about: string | null): string {
  const scheme = cause.cause === 'scheme' ? cause.scheme : '';
  return t(`alarm.named.${cause.cause}`, { about: about ?? '', scheme });
}

function why({ code, params }: { code: string; params: Partial<Record<string, string>> }): string {
  return spoken(code, params)?.sentence ?? code;
}

/** An entry as one line of text, to be copied. */
export function lineOf(entry: JournalEntry): string {
  const { number, at, heading, scope_name } = entry;
  return [number, shortTime(at), t(`duty.heading.${heading}`), scope_name, sentenceOf(entry)].join('\t');
}
