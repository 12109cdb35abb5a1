// Puts a page of the window up: dressed as the system, and never blank.

import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Guard } from '../shared/Guard';
import { Broken } from './Broken';
import { dressAsTheSystem } from './dress';
import './field.css';
import './list.css';

export function stand(screen: ReactNode): void {
  dressAsTheSystem();
  const root = document.getElementById('root');
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <Guard instead={(cause, again) => <Broken cause={cause} onAgain={again} />}>{screen}</Guard>
    </StrictMode>,
  );
}
