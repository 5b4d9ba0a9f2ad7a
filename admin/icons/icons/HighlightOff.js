import { CircleX } from 'lucide-react';
import { icon } from '../drawing.js';

export default icon(CircleX);
