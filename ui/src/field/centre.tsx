// The page on which a laptop in the field names its centre. It stands in the window alone; the field page itself comes
// after it, from an address of its own.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Guard } from '../shared/Guard';
import { Broken } from './Broken';
import { CentreScreen } from './CentreScreen';
import { dressAsTheSystem } from './dress';
import './field.css';
import './list.css';
import './centre.css';

dressAsTheSystem();
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Guard instead={(cause, again) => <Broken cause={cause} onAgain={again} />}>
        <CentreScreen />
      </Guard>
    </StrictMode>,
  );
}
