import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Guard } from '../shared/Guard';
import { wear } from '../shared/tokens';
import { Broken } from './Broken';
import { Field } from './Field';
import { start } from './page';
import './field.css';
import './list.css';
import './attached.css';
import './order.css';
import './talk.css';
import './front.css';

const light = window.matchMedia('(prefers-color-scheme: light)');
const dress = (): void => wear(light.matches ? 'light' : 'dark');
light.addEventListener('change', dress);
dress();

start();
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Guard instead={(cause, again) => <Broken cause={cause} onAgain={again} />}>
        <Field />
      </Guard>
    </StrictMode>,
  );
}
