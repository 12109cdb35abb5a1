// The page on which a laptop in the field names its centre. It stands in the window alone; the field page itself comes
// after it, from an address of its own.

import { CentreScreen } from './CentreScreen';
import { stand } from './stand';
import './centre.css';

stand(<CentreScreen />);
