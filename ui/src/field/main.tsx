import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Guard } from '../shared/Guard';
import { Broken } from './Broken';
import { dressAsTheSystem } from './dress';
import { Field } from './Field';
import { start } from './page';
import './field.css';
import './list.css';
import './attached.css';
import './order.css';
import './talk.css';
import './front.css';

dressAsTheSystem();
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
