import { Field } from './Field';
import { start } from './page';
import { stand } from './stand';
import './attached.css';
import './order.css';
import './talk.css';
import './front.css';

start();
stand(<Field />);
