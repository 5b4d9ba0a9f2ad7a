import { Link } from 'react-router';

/** Each leads to the papers that have it too. */
export function BaseImageTags({ tags }: { readonly tags: readonly string[] }) {
  return (
    <span className="tags">
      {tags.map((tag) => (
        <Link
          key={tag}
          className="tag"
          to={`/console/base-images?${new URLSearchParams({ filter: JSON.stringify({ tag }) })}`}
        >
          {tag}
        </Link>
      ))}
    </span>
  );
}
