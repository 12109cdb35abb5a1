// The page of a first start: what is this machine for? It stands in the window alone.

import { FirstScreen } from './FirstScreen';
import { stand } from './stand';
import './first.css';

stand(<FirstScreen />);
