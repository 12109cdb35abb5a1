// Robots of groups elsewhere: which hear of a channel, and how they stand.

import { useQuery } from '@tanstack/react-query';
import { bridge } from '../bridge/open';
import type { RobotCard } from '../bridge/wire/RobotCard';
import type { RobotKind } from '../bridge/wire/RobotKind';
import type { RobotList } from '../bridge/wire/RobotList';
import type { RobotSetting } from '../bridge/wire/RobotSetting';

export const ROBOT_KINDS: readonly RobotKind[] = ['wecom', 'dingtalk', 'feishu'];

/** Where each service's addresses begin. */
export const ADDRESSES: Readonly<Record<RobotKind, string>> = {
  wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=',
  dingtalk: 'https://oapi.dingtalk.com/robot/send?access_token=',
  feishu: 'https://open.feishu.cn/open-apis/bot/v2/hook/',
};

/** How a robot stands, the worst first. */
export type RobotState = 'halted' | 'failed' | 'paused' | 'well' | 'untried';

export const useRobots = (enabled: boolean) =>
  useQuery<RobotList>({
    queryKey: ['robots'],
    queryFn: ({ signal }) => bridge.ask<'robots'>({ type: 'robots' }, signal),
    enabled,
    placeholderData: (before) => before,
  });

/** Those that hear of a channel: bound to it, or from above to all below. */
export function robotsOf(list: RobotList | undefined, channel: string): RobotCard[] {
  const hears = ({ setting }: RobotCard): boolean =>
    setting.channel === channel || (setting.span === 'below' && channel.startsWith(`${setting.channel}.`));
  return list?.robots.filter(hears) ?? [];
}

export function stateOf(robot: RobotCard): RobotState {
  if (robot.is_halted) return 'halted';
  if (robot.pause !== null) return 'paused';
  if (robot.trouble !== null || robot.digests.length > 0) return 'failed';
  return robot.taken === null ? 'untried' : 'well';
}

/** The worst state of some. */
export function worstOf(robots: RobotCard[]): RobotState {
  const order: RobotState[] = ['halted', 'failed', 'paused', 'untried', 'well'];
  return order.find((state) => robots.some((robot) => stateOf(robot) === state)) ?? 'well';
}

/** What the form begins with for a robot that is not bound yet. */
export function fresh(channel: string, language: 'zh' | 'en'): RobotSetting {
  return {
    kind: 'wecom',
    channel,
    span: 'below',
    name: '',
    kinds: ['notice', 'command', 'check', 'help', 'roll_call'],
    least: 'normal',
    notices: true,
    reminders: true,
    language,
  };
}
