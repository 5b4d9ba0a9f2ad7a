import { ChevronLeft } from 'lucide-react';
import { icon } from '../drawing.js';

export default icon(ChevronLeft);
