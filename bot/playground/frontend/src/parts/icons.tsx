// Small pictures, drawn here: nothing is fetched.

const PATHS = {
  hash: 'M9 3 7 17M13 3l-2 14M3.5 7.5h14M2.5 12.5h14',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  people: 'M7.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 17c0-3 2.2-5 5.5-5s5.5 2 5.5 5M13 3.3a3 3 0 0 1 0 5.4M15 12.4c1.9.7 3 2.400 3 4.600',
  message: 'M3 4h14v10H9l-4 3v-3H3z',
  home: 'm3 9 7-6 7 6v8h-5v-5H8v5H3z',
  close: 'm5 5 10 10M15 5 5 15',
  menu: 'M3 5h14M3 10h14M3 15h14',
  more: 'M4.500 10h.01M10 10h.01M15.500 10h.01',
  bolt: 'M11 2 4 11.500h5L8 18l7.500-10H10.500z',
  wire: 'M3 7h13l-3-3M17 13H4l3 3',
  clip: 'm16 9-6.500 6.500a3.500 3.500 0 0 1-5-5L11.500 3.500a2.300 2.300 0 0 1 3.300 3.300L8.300 13.300a1.100 1.100 0 0 1-1.600-1.600L12.500 6',
  send: 'm3 3.500 14.500 6.500L3 16.500l2-6.500zM5 10h7',
  eye: 'M2 10s3-5.500 8-5.500S18 10 18 10s-3 5.500-8 5.500S2 10 2 10Zm8 2.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z',
  back: 'M12 4 6 10l6 6',
  sun: 'M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM10 1.500v2M10 16.500v2M1.500 10h2M16.500 10h2M4 4l1.400 1.400M14.600 14.600 16 16M16 4l-1.400 1.400M5.400 14.600 4 16',
  moon: 'M16.500 12A7 7 0 0 1 8 3.500a7 7 0 1 0 8.500 8.500Z',
  sheet: 'M4 2.500h8l4 4v11H4zM12 2.500v4h4M7 10h6M7 13.500h6',
  shared: 'M8 5H5a4 4 0 0 0 0 8h3M12 5h3a4 4 0 0 1 0 8h-3M7 9h6',
  down: 'M10 3v10M6 9.500l4 4 4-4M4 17h12',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
