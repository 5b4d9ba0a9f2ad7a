import { Clock4 } from 'lucide-react';
import { icon } from '../drawing.js';

export default icon(Clock4);
