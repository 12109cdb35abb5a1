// What an alarm tells, in the page's language.

import type { AlarmLine } from '../../bridge/wire/AlarmLine';
import type { Trouble } from '../../bridge/wire/Trouble';
import { named, spoken } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';

/** What is the matter, in a few words with its figure. */
export function titleOf({ cause, order, call, report, robot, stream }: AlarmLine): string {
  const tally = order?.tally;
  const open = tally ? tally.waiting + tally.delivered + tally.read : 0;
  const of = { open: figure(open), expected: figure(tally?.expected ?? 0) };
  switch (cause.cause) {
    case 'silent':
      return order?.kind === 'help' && open === tally?.expected ? t('alarm.title.help') : t('alarm.title.silent', of);
    case 'overdue':
      return t('alarm.title.overdue', of);
    case 'refused':
      return t('alarm.title.refused', { count: figure(tally?.refused ?? 0) });
    case 'call':
      return t(`alarm.title.call.${call?.way ?? 'rang'}`);
    case 'report':
      return t('alarm.title.report', {
        urgency: t(`order.priority.${report?.urgency ?? 'urgent'}`),
        kind: named('report_kind', report?.kind ?? 'other'),
      });
    case 'robot':
      return t('alarm.title.robot', { name: robot?.name ?? '' });
    case 'scheme':
      return t('alarm.title.scheme', { scheme: cause.scheme });
    case 'stream':
      return t('alarm.title.stream', { name: stream ?? '' });
    case 'calendar':
      return t('alarm.title.calendar', { year: String(cause.year) });
    case 'writing':
      return t('alarm.title.writing');
  }
}

/** What it is about. */
export function detailOf({ order, call, report, robot, why }: AlarmLine): string {
  if (order) return [order.number, order.scope_name, order.text].join(' · ');
  if (call) {
    const who = call.post
      ? `${call.post.post.person} ${call.post.post.title}`
      : (call.number ?? t('duty.missed.unknown'));
    return [who, call.grid_name, call.post?.post.phone ?? '', call.words].filter((part) => part !== '').join(' · ');
  }
  if (report) {
    return [report.number, report.grid_name, report.person, report.words].filter((part) => part !== '').join(' · ');
  }
  if (robot) {
    const stopped = t(`robot.trouble.${robot.trouble}.title`);
    return [robot.channel_name, stopped, t('alarm.robotWaits', { count: figure(robot.waiting) })].join(' · ');
  }
  return why ? troubleWords(why) : '';
}

export function troubleWords({ code, params }: Trouble): string {
  return spoken(code, params)?.sentence ?? code;
}
