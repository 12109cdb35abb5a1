// A gateway as an admin writes it down: what the fields hold, and the wish that they make.

import type { ErrandBody } from '../../bridge/wire/ErrandBody';
import type { ErrandProof } from '../../bridge/wire/ErrandProof';
import type { GatewayCard } from '../../bridge/wire/GatewayCard';
import type { GatewayWish } from '../../bridge/wire/GatewayWish';
import type { Language } from '../../bridge/wire/Language';

export type Form = {
  method: 'get' | 'post';
  address: string;
  /** One in a line: `Name: value`. */
  headers: string;
  body: ErrandBody['type'];
  content: string;
  /** Empty: what was entered before stays. */
  key: string;
  secret: string;
  proof: ErrandProof['type'];
  pointer: string;
  /** Between 、 or commas, as all lists of words here. */
  values: string;
  number: string;
  reason: string;
  text: string;
  longest: string;
  aMinute: string;
  aDay: string;
  /** For one part, in the currency; empty: nobody says. */
  cost: string;
  currency: string;
  part: string;
  deduplicates: boolean;
  link: string;
  reports: boolean;
  reportList: string;
  reportNumber: string;
  reportStatus: string;
  reportReason: string;
  delivered: string;
  failed: string;
  accepted: string;
  reply: string;
};

export type Shape = 'json' | 'form' | 'get';

/** What most gateways want, to begin with. */
export const SHAPES: Readonly<Record<Shape, Partial<Form>>> = {
  json: {
    method: 'post',
    address: 'https://',
    headers: 'Authorization: Bearer {key}',
    body: 'json',
    content: '{"mobile": "{to}", "content": "{text}", "extId": "{id}"}',
    proof: 'field',
    pointer: '/code',
    values: '0',
    number: '/msgId',
    reason: '/message',
  },
  form: {
    method: 'post',
    address: 'https://',
    headers: '',
    body: 'form',
    content: 'account=&password={key}&mobile={to}&content={text}&extno={id}',
    proof: 'beginning',
    values: '0',
    number: '',
    reason: '',
  },
  get: {
    method: 'get',
    address: 'https://?key={key}&to={to}&text={text}&id={id}',
    headers: '',
    body: 'none',
    content: '',
    proof: 'status',
    number: '',
    reason: '',
  },
};

export function formOf({ setting, by }: GatewayCard, text: string): Form {
  if (setting === null) {
    return {
      ...(SHAPES.json as Form),
      key: '',
      secret: '',
      text,
      longest: by === 'sms' ? '70' : '200',
      aMinute: '60',
      aDay: '1000',
      cost: '',
      currency: '元',
      part: by === 'sms' ? '70' : '',
      deduplicates: false,
      link: '',
      reports: false,
      reportList: '',
      reportNumber: 'msgId',
      reportStatus: 'status',
      reportReason: '',
      delivered: 'DELIVRD',
      failed: '',
      accepted: '',
      reply: 'ok',
    };
  }
  const { errand, cost, report } = setting;
  return {
    method: errand.method,
    address: errand.address,
    headers: (errand.headers ?? []).map(({ name, value }) => `${name}: ${value}`).join('\n'),
    body: errand.body.type,
    content: errand.body.type === 'none' ? '' : errand.body.text,
    key: '',
    secret: '',
    proof: errand.proof.type,
    pointer: errand.proof.type === 'field' ? errand.proof.pointer : '',
    values: errand.proof.type === 'status' ? '' : errand.proof.values.join('、'),
    number: errand.number ?? '',
    reason: errand.reason ?? '',
    text: setting.text,
    longest: String(setting.longest),
    aMinute: String(setting.a_minute),
    aDay: String(setting.a_day),
    cost: cost ? String(cost.thousandths / 1000) : '',
    currency: cost?.currency ?? '元',
    part: cost?.part ? String(cost.part) : '',
    deduplicates: setting.deduplicates,
    link: setting.link ?? '',
    reports: report !== null && report !== undefined,
    reportList: report?.list ?? '',
    reportNumber: report?.number ?? 'msgId',
    reportStatus: report?.status ?? 'status',
    reportReason: report?.reason ?? '',
    delivered: report?.delivered.join('、') ?? 'DELIVRD',
    failed: report?.failed.join('、') ?? '',
    accepted: report?.accepted.join('、') ?? '',
    reply: report?.reply ?? 'ok',
  };
}

/** What the desk is told; null while a number is missing or none. */
export function wishOf(form: Form, language: Language): GatewayWish | null {
  const [longest, aMinute, aDay] = [form.longest, form.aMinute, form.aDay].map(wholeOf);
  const [cost, part] = [form.cost, form.part].map((text) => (text.trim() === '' ? null : Number(text)));
  if (!isCount(longest) || !isCount(aMinute) || !isCount(aDay)) return null;
  if (cost === undefined || part === undefined || Number.isNaN(cost) || Number.isNaN(part)) return null;
  return {
    setting: {
      errand: {
        method: form.method,
        address: form.address.trim(),
        headers: headersOf(form.headers),
        body: bodyOf(form),
        proof: proofOf(form),
        ...some('number', form.number),
        ...some('reason', form.reason),
      },
      text: form.text,
      longest,
      language,
      a_minute: aMinute,
      a_day: aDay,
      ...(cost !== null && {
        cost: { thousandths: Math.round(cost * 1000), currency: form.currency.trim(), part },
      }),
      deduplicates: form.deduplicates,
      link: form.link.trim(),
      ...(form.reports && {
        report: {
          ...some('list', form.reportList),
          number: form.reportNumber.trim(),
          status: form.reportStatus.trim(),
          ...some('reason', form.reportReason),
          delivered: wordsOf(form.delivered),
          failed: wordsOf(form.failed),
          accepted: wordsOf(form.accepted),
          reply: form.reply,
        },
      }),
    },
    credentials: { key: form.key === '' ? null : form.key, secret: form.secret === '' ? null : form.secret },
  };
}

/** A whole number as somebody typed it. */
function wholeOf(text: string): number {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value);
}

function bodyOf({ method, body, content }: Form): ErrandBody {
  return method === 'get' || body === 'none' ? { type: 'none' } : { type: body, text: content };
}

function proofOf({ proof, pointer, values }: Form): ErrandProof {
  if (proof === 'status') return { type: 'status' };
  if (proof === 'beginning') return { type: 'beginning', values: wordsOf(values) };
  return { type: 'field', pointer: pointer.trim(), values: wordsOf(values) };
}

function headersOf(text: string): { name: string; value: string }[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.indexOf(':');
      return at < 0
        ? { name: line.trim(), value: '' }
        : { name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
    });
}

export function wordsOf(text: string): string[] {
  return text
    .split(/[、,，;；\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function some<Name extends string>(name: Name, value: string): { [key in Name]?: string } {
  return value.trim() === '' ? {} : ({ [name]: value.trim() } as { [key in Name]?: string });
}
