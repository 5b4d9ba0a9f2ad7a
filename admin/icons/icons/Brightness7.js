import { Sun } from 'lucide-react';
import { icon } from '../drawing.js';

export default icon(Sun);
