import type * as t from '@babel/types';
import type { Binding, Scopes } from './scope';
import { isTypeOnly, type Node } from './syntax';

/** A name of another file: `*` means all of them. */
export interface Link {
  name: string;
  /** The string literal with the other file's name. */
  source: t.StringLiteral;
  /** What to point at when it cannot be had. */
  node: Node;
}

/** What a file takes from others and what it gives. */
export interface Links {
  imports: Map<Binding, Link>;
  locals: Map<string, Binding>;
  reexports: Map<string, Link>;
  stars: Link[];
  /** Files named for what they do: `import './setup'`. */
  effects: t.StringLiteral[];
}

/** Reads the import and export statements of a file, those of types left out. */
export function linksOf(program: t.Program, scopes: Scopes): Links {
  const links: Links = {
    ...{ imports: new Map(), locals: new Map(), reexports: new Map() },
    ...{ stars: [], effects: [] },
  };
  const give = (name: string, binding: Binding | null | undefined) => {
    if (binding) links.locals.set(name, binding);
  };
  for (const statement of program.body) {
    if (isTypeOnly(statement)) continue;
    switch (statement.type) {
      case 'ImportDeclaration':
        if (statement.specifiers.length === 0) links.effects.push(statement.source);
        for (const specifier of statement.specifiers) {
          const binding = scopes.bindings.get(specifier.local);
          if (!binding) continue;
          const { source } = statement;
          links.imports.set(binding, { name: importedName(specifier), source, node: specifier });
        }
        break;
      case 'ExportAllDeclaration':
        links.stars.push({ name: '*', source: statement.source, node: statement });
        break;
      case 'ExportDefaultDeclaration': {
        const { declaration } = statement;
        const id =
          declaration.type === 'Identifier' ? declaration : 'id' in declaration && declaration.id;
        give('default', id ? scopes.bindings.get(id) : scopes.defaultExport);
        break;
      }
      case 'ExportNamedDeclaration':
        if (statement.declaration) {
          for (const binding of declaredBy(statement.declaration, scopes))
            give(binding.name, binding);
        }
        for (const specifier of statement.specifiers) {
          if (specifier.type === 'ExportSpecifier' && specifier.exportKind === 'type') continue;
          const name = nameOf(specifier.exported);
          if (statement.source) {
            const imported = specifier.type === 'ExportSpecifier' ? nameOf(specifier.local) : '*';
            links.reexports.set(name, {
              name: imported,
              source: statement.source,
              node: specifier,
            });
          } else if (specifier.type === 'ExportSpecifier') {
            give(name, scopes.bindings.get(specifier.local));
          }
        }
        break;
    }
  }
  return links;
}

function importedName(specifier: t.ImportDeclaration['specifiers'][number]): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
}

/** `a`, or what stands between quotes in `export { x as 'a-b' }`. */
function nameOf(node: t.Identifier | t.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

function declaredBy(declaration: Node, scopes: Scopes): Binding[] {
  return [...scopes.module.names.values()].filter((binding) =>
    binding.declarations.some(
      (node) => declaration.start! <= node.start! && node.end! <= declaration.end!,
    ),
  );
}

/** A name as import and export lists write it. */
export function written(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
}
