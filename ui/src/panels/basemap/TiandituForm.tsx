// The user's own key of 天地图. It goes to the desk, which seals it; no page ever gets it back.

import { Button, Input } from 'antd';
import { useState } from 'react';
import type { TiandituCard } from '../../bridge/wire/TiandituCard';
import type { TiandituWish } from '../../bridge/wire/TiandituWish';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { WordButton } from '../../shared/parts';
import styles from './basemap.module.css';

type Props = {
  card: TiandituCard;
  /** Null: it is not asked any longer. */
  onSend: (wish: TiandituWish | null) => Promise<void>;
  onBack: () => void;
};

export function TiandituForm({ card, onSend, onBack }: Props) {
  const [key, setKey] = useState('');
  const [address, setAddress] = useState(card.address);
  const [review, setReview] = useState(card.review);
  const [busy, setBusy] = useState(false);
  const send = async (wish: TiandituWish | null): Promise<void> => {
    if (busy) return;
    setBusy(true);
    await onSend(wish);
    setBusy(false);
  };
  return (
    <form
      className={styles.form}
      autoComplete="off"
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== '') void send({ key: key.trim(), address: address.trim(), review: review.trim() });
      }}
      data-testid="tianditu-form"
    >
      <p>{t('basemap.sky.how')}</p>
      <label htmlFor="tianditu-key">{t('basemap.sky.key')}</label>
      <Input
        id="tianditu-key"
        type="password"
        value={key}
        autoFocus
        autoComplete="new-password"
        spellCheck={false}
        placeholder={card.is_on ? t('basemap.sky.kept') : ''}
        onChange={(event) => setKey(event.target.value)}
        data-testid="tianditu-key"
      />
      <label htmlFor="tianditu-review">{t('basemap.sky.review')}</label>
      <Input
        id="tianditu-review"
        value={review}
        autoComplete="off"
        onChange={(event) => setReview(event.target.value)}
        data-testid="tianditu-review"
      />
      <label htmlFor="tianditu-address">{t('basemap.sky.address')}</label>
      <Input
        id="tianditu-address"
        value={address}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setAddress(event.target.value)}
        data-testid="tianditu-address"
      />
      <footer>
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          loading={busy}
          disabled={key.trim() === ''}
          data-testid="tianditu-go"
        >
          {t(card.is_on ? 'basemap.sky.change' : 'basemap.sky.turnOn')}
        </Button>
        {card.is_on && (
          <Button size="small" danger disabled={busy} onClick={() => void send(null)} data-testid="tianditu-off">
            {t('basemap.sky.turnOff')}
          </Button>
        )}
        <WordButton onClick={onBack}>{t('basemap.sky.back')}</WordButton>
      </footer>
    </form>
  );
}
