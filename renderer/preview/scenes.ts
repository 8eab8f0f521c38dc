// The pictures of the sample library, drawn: flat shapes in the colours of a roastery, 400 by 300.

/** The first word of a file's name, and what it shows. */
export const SCENES: Readonly<Record<string, string>> = {
  harvest: `<rect width="400" height="300" fill="#f3d9b1"/><circle cx="300" cy="84" r="34" fill="#f6b45c"/>
    <path d="M0 170 90 96l70 58 76-82 164 112v116H0z" fill="#7d9aa8"/><path d="M0 200q100-52 210-8t190-14v122H0z" fill="#4f8263"/>
    <path d="M0 236q110-40 220-8t180-6v78H0z" fill="#38684c"/>${rows(250, '#2b5540')}${rows(276, '#234735')}`,
  bags: `<rect width="400" height="300" fill="#e9dfd0"/><rect y="226" width="400" height="74" fill="#c7a67f"/>
    ${bag(62, '#16323c', '#79d3b3')}${bag(154, '#b5533c', '#f3d9b1')}${bag(246, '#d9a441', '#16323c')}`,
  cup: `<rect width="400" height="300" fill="#d7e3e0"/><rect y="206" width="400" height="94" fill="#a9774f"/>
    <path d="M0 222h400M0 252h400" stroke="#986843" stroke-width="3"/><ellipse cx="196" cy="222" rx="118" ry="20" fill="#f7f3ec"/>
    <path d="M116 132h160v34c0 34-28 56-80 56s-80-22-80-56z" fill="#16323c"/><path d="M274 146c44-6 44 50-10 46" fill="none" stroke="#16323c" stroke-width="13"/>
    <ellipse cx="196" cy="132" rx="80" ry="15" fill="#c98a55"/><path d="M196 122c26 0 34 8 20 13s-20 7-20 9c0-2-6-4-20-9s-6-13 20-13z" fill="#f7ead6"/>
    <path d="M164 98q-14-20 2-38M200 92q-14-20 2-38M236 98q-14-20 2-38" fill="none" stroke="#f7f3ec" stroke-width="6" stroke-linecap="round"/>`,
  roaster: `<rect width="400" height="300" fill="#232c3a"/><circle cx="72" cy="62" r="22" fill="#f3e6c4"/><rect y="240" width="400" height="60" fill="#18202b"/>
    <path d="M236 60h26v-40h18v58h-44z" fill="#5b6b72"/><path d="M132 76h84l-20 44h-44z" fill="#c98a55"/><rect x="104" y="116" width="180" height="98" rx="49" fill="#3f7a66"/>
    <circle cx="156" cy="165" r="34" fill="#18202b"/><circle cx="156" cy="165" r="25" fill="#e2793d"/><path d="M142 168q14-26 28 0q-14 16-28 0z" fill="#f6c45c"/>
    <rect x="222" y="140" width="40" height="50" rx="6" fill="#2f5e4e"/><path d="M124 210l-10 32M264 210l10 32" stroke="#5b6b72" stroke-width="12"/>
    <ellipse cx="190" cy="246" rx="112" ry="15" fill="#5b6b72"/><ellipse cx="190" cy="242" rx="98" ry="11" fill="#5a3822"/>`,
  pour: `<rect width="400" height="300" fill="#efe3d3"/><rect y="244" width="400" height="56" fill="#8f6a4b"/>
    <path d="M236 40q60-10 96 12l-6 62h-66z" fill="#5b6b72"/><path d="M252 58q-48-6-54 44" fill="none" stroke="#5b6b72" stroke-width="10"/><path d="M198 104v46" stroke="#7fb2c4" stroke-width="5"/>
    <path d="M136 128h124l-40 62h-44z" fill="#f7f3ec"/><path d="M150 140h96l-30 46h-36z" fill="#6b4429"/><rect x="176" y="188" width="44" height="10" fill="#d3c4b0"/>
    <path d="M198 198v18" stroke="#6b4429" stroke-width="4"/><path d="M146 204h104q8 26-10 48h-84q-18-22-10-48z" fill="#cfe0e2"/><path d="M148 226h100q0 14-8 26h-84q-8-12-8-26z" fill="#6b4429"/>`,
  market: `<rect width="400" height="300" fill="#cfe2ea"/><rect y="232" width="400" height="68" fill="#b8b1a4"/><path d="M66 94v150M334 94v150" stroke="#6b4429" stroke-width="9"/>
    ${awning()}<rect x="62" y="178" width="276" height="66" fill="#8f6a4b"/><path d="M62 178h276v12H62z" fill="#a9774f"/>
    <rect x="92" y="138" width="34" height="40" fill="#16323c"/><rect x="132" y="146" width="30" height="32" fill="#b5533c"/><circle cx="214" cy="158" r="20" fill="#e9b96e"/><circle cx="244" cy="162" r="16" fill="#e2793d"/>
    <rect x="274" y="150" width="40" height="28" fill="#f7f3ec"/><path d="M282 160h24M282 168h16" stroke="#16323c" stroke-width="3"/>`,
  gift: `<rect width="400" height="300" fill="#f2e8df"/><rect y="230" width="400" height="70" fill="#d6c3b0"/><path d="M40 60l20 34H20zM40 84l28 44H12zM350 40l24 40h-48zM350 70l34 54h-68z" fill="#3f7a66"/>
    ${box(96, 130, 116, 110, '#16323c', '#e9b96e')}${box(224, 164, 96, 76, '#b5533c', '#f7ead6')}`,
};

function rows(y: number, color: string): string {
  return Array.from(
    { length: 14 },
    (_none, at) => `<circle cx="${at * 31 + 8}" cy="${y}" r="11" fill="${color}"/>`,
  ).join('');
}

function bag(x: number, body: string, label: string): string {
  return `<path d="M${x} 84h92l-6 156h-80z" fill="${body}"/><path d="M${x} 84h92v18h-92z" fill="#00000030"/>
    <rect x="${x + 19}" y="134" width="54" height="62" rx="4" fill="${label}"/><ellipse cx="${x + 46}" cy="160" rx="13" ry="9" fill="${body}"/><path d="M${x + 30} 182h32" stroke="${body}" stroke-width="4"/>`;
}

function box(x: number, y: number, width: number, height: number, body: string, ribbon: string): string {
  const middle = x + width / 2;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${body}"/><path d="M${middle - 8} ${y}h16v${height}h-16z" fill="${ribbon}"/>
    <rect x="${x - 6}" y="${y - 16}" width="${width + 12}" height="26" fill="${body}"/><path d="M${middle - 8} ${y - 16}h16v26h-16z" fill="${ribbon}"/>
    <path d="M${middle} ${y - 18}q-34-30-40-4t40 4q34-30 40-4t-40 4" fill="none" stroke="${ribbon}" stroke-width="7"/>`;
}

function awning(): string {
  return Array.from({ length: 8 }, (_none, at) => {
    const x = 40 + at * 40;
    return `<path d="M${x} 64h40v36a20 20 0 0 1-40 0z" fill="${at % 2 === 0 ? '#3f7a66' : '#f7f3ec'}"/>`;
  }).join('');
}
