import { Rows3 } from 'lucide-react';
import { icon } from '../drawing.js';

export default icon(Rows3);
