import { Trash2 } from 'lucide-react';
import { icon } from '../drawing.js';

export default icon(Trash2);
