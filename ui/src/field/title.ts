import { useEffect } from 'react';
import { useLanguage } from '../shared/language';
import { say, type Word } from './words';

/** Names the page in the language that it speaks. */
export function useTitle(word: Word): void {
  const spoken = useLanguage();
  useEffect(() => {
    document.documentElement.lang = spoken;
    document.title = `${say(word)} · ${say('app.name')}`;
  }, [word, spoken]);
}
