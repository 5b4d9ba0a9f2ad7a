import { Columns3 } from 'lucide-react';
import { icon } from '../drawing.js';

export default icon(Columns3);
